"""Psychology, education, linguistics, human-computer interaction."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='psychology',
    fields=items('''
        psychology; education; linguistics; human-computer interaction; cognitive science; digital humanities; social
        psychology; developmental psychology; learning analytics; psycholinguistics; corpus linguistics; musicology;
        sports science; ergonomics; game studies; library science
    '''),
    topics=items('''
        reaction time experiments; questionnaires; personality traits; well-being; learning outcomes; online courses;
        programming education; student surveys; workshop evaluations; teaching materials; reading behaviour; eye
        tracking; word frequency; language change; dialect maps; phonetics; vowel formants; parsing; sentence
        processing; vocabulary growth; translation; sentiment; text reuse; authorship; manuscripts; museum collections;
        musical scores; rhythm; video games; virtual reality; usability studies; user interfaces; accessibility;
        attention; memory; decision making; risk perception; social norms; trust; emotions; motivation; stress; sleep
        quality; physical activity; athletic performance; running; training load; jump height; posture; child
        development; parenting; ageing; loneliness; group behaviour; crowdsourcing; citizen science; peer review;
        research careers; open science training; hackathons; diversity in teams; community building
    '''),
    drivers=quantities('''
        age|years|3|90; trial||1|300; week||1|20; score||0|100; year||1800|2020; word rank||1|10000|log; time on
        task|min|0|60; session||1|12; item||1|40; difficulty||-3|3; set size||1|12; duration|ms|0|1000;
        frequency|Hz|200|4000; F2|Hz|700|2700; time|min|0|90; speed|km/h|5|25; number of participants||10|5000|log;
        Likert rating||1|7; distance|m|0|10000; sentence length|words|1|60
    '''),
    quantities=quantities('''
        response time|ms|250|2000; accuracy|%|40|100; score||0|100; number of responses||0|200; rating||1|7;
        agreement|%|0|100; F1|Hz|200|1000; word count||10|1e6|log; relative frequency|per million|0.1|1000|log;
        completion rate|%|0|100; grade||1|6; well-being||0|10; fixation duration|ms|100|600; effect size||-0.5|1.5;
        heart rate|bpm|60|200; number of participants||0|500; correlation||-0.6|0.9; stress level||0|40; type-token
        ratio||0.1|0.9; pitch|Hz|80|400; engagement||0|1; learning gain||-0.2|0.8; jump height|cm|15|60; step
        count||0|20000; proportion||0|1; anxiety score||0|60; reading time|ms|200|900; usability score||0|100;
        dropout|%|0|60; probability correct||0|1; discrimination||0|3; attendance||0|120; error rate|%|0|40; lexical
        diversity||0|100
    '''),
    entities=items('''
        participants; students; teachers; children; adults; respondents; items; questions; trials; sessions; words;
        sentences; texts; speakers; languages; vowels; users; players; athletes; groups; conditions; classes; courses;
        workshops; readers; learners; schools; tasks; stimuli; manuscripts; songs; games; interviews; families; raters;
        teams; attendees; volunteers
    '''),
    series=items('''
        experimental group; control group; pre-test; post-test; before; after; congruent; incongruent; high load; low
        load; native speakers; learners; men; women; boys; girls; novice; expert; strongly agree; agree; neutral;
        disagree; strongly disagree; online; in person; undergraduate; graduate; first year; final year; English;
        German; French; Spanish; Mandarin; nouns; verbs; adjectives; virtual reality; desktop; intervention; waitlist;
        observed; model; human; machine; week 1; week 4; week 8; condition A; condition B; old interface; new interface;
        yes; no
    '''),
    categories=items('''
        strongly agree; agree; neutral; disagree; strongly disagree; never; rarely; sometimes; often; always; students;
        postdocs; professors; engineers; undergraduate; master; PhD; extraversion; agreeableness; openness; neuroticism;
        conscientiousness; happiness; anger; fear; sadness; surprise; English; German; French; Spanish; Chinese; Arabic;
        nouns; verbs; biology; physics; chemistry; computer science; humanities
    '''),
    objects=items('''
        questionnaire; stimulus display; user interface; lesson plan; concept map; word cloud; score sheet; course
        structure; screenshot of the experiment; learning path; classroom; game level; museum object; manuscript page;
        group photo; poster; syntax tree; vowel chart
    '''),
    modules=items('''
        lesson; exercise; quiz; notebook; video; slides; forum; instructor; student; assessment; feedback; learning
        objectives; experiment builder; stimulus; response; data file; survey; consent; randomisation; debriefing;
        corpus; annotation; tokenisation; tagging; parser; search; participant; server; gradebook; workshop; curriculum
    '''),
    methods=items('''
        a Likert-scale survey; mixed-effects regression; item response theory; factor analysis; structural equation
        modelling; thematic analysis; eye tracking; a think-aloud protocol; content analysis; latent class analysis;
        signal detection analysis; multilevel modelling; a randomized experiment; topic modelling; part-of-speech
        tagging; semi-structured interviews; card sorting; A/B testing; forced alignment; latent semantic analysis; a
        pre-post design; time-use diaries; experience sampling; network analysis of symptoms; correspondence analysis;
        peer assessment
    '''),
    software=items('''
        PsychoPy; jsPsych; Qualtrics; SPSS; R; Praat; NVivo; spaCy; NLTK; AntConc; Moodle; Jupyter; Unity; the learning
        platform; the course; the lesson; the experiment library; the web application; ELAN; Shiny; OpenSesame; quarto
    '''),
    clauses=items('''
        by condition; before and after the workshop; for each item; across age groups; in percent of respondents; with
        standard errors; by gender; over the semester; for native and non-native speakers; on a seven-point scale; per
        participant; in the first and the last session; by level of experience; in the control group; for the ten most
        frequent words; across languages; as rated by participants; by discipline; in the pilot study; among course
        participants
    '''),
    remarks=items('''
        Error bars are 95% confidence intervals; Each dot is a participant; Responses were given on a five-point Likert
        scale; Percentages are rounded; Dashed lines are group means; N = 120; Bars are sorted by agreement; Violin
        plots show the distribution of responses; Multiple answers were allowed; The course consists of six modules;
        Ellipses are one standard deviation; Word size is proportional to frequency; Participants gave informed consent;
        The horizontal line is chance; Stars mark significant contrasts
    '''),
    words=single_words('''
        participant subject respondent student pupil learner teacher instructor lecturer mentor tutor class classroom
        course module lesson lecture seminar workshop tutorial exercise assignment homework quiz exam test grade score
        mark feedback rubric assessment evaluation curriculum syllabus objective outcome competence skill knowledge
        literacy numeracy pedagogy teaching learning active flipped blended remote online mooc platform forum engagement
        motivation attendance dropout retention university college school kindergarten undergraduate graduate alumni
        faculty campus career survey questionnaire item scale likert response agreement rating ranking open-ended
        interview focus group theme coding rater reliability validity trait personality extraversion neuroticism
        openness conscientiousness agreeableness attitude belief emotion affect mood happiness anger fear sadness stress
        anxiety depression wellbeing loneliness self-esteem identity motivation goal habit behaviour behavior decision
        judgement judgment bias heuristic risk trust fairness norm conformity cooperation aggression prejudice
        stereotype memory attention perception working long-term recall recognition priming stroop n-back load fatigue
        vigilance reaction response latency accuracy stimulus fixation saccade gaze pupil scanpath reading sentence word
        letter syllable phoneme vowel consonant formant pitch prosody intonation stress accent dialect language
        languages linguistic syntax syntactic semantics semantic pragmatics morphology lexicon lexical corpus corpora
        token lemma pos tag parse tree dependency noun verb adjective adverb clause phrase grammar collocation
        concordance n-gram frequency zipf translation bilingual multilingual native speaker speech discourse
        conversation narrative story novel poem manuscript archive library museum heritage artefact painting music song
        melody harmony chord rhythm beat tempo score instrument dance game player level quest virtual augmented headset
        avatar interface usability user experience click menu navigation task completion error satisfaction
        accessibility gesture touch typing sport athlete running runner cycling swimming football soccer basketball
        match team coach training load endurance strength sprint jump heart rate oxygen lactate injury recovery sleep
        diet exercise physical activity step accelerometer posture balance ergonomics workload shift child children
        infant toddler adolescent adult parent mother father family elderly ageing peer friend couple group community
        volunteer citizen crowd
    '''),
)
