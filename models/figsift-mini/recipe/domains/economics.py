"""Economics, finance, social science."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='economics',
    fields=items('''
        economics; finance; econometrics; social science; sociology; political science; demography; management;
        development economics; labour economics; geography; communication studies; bibliometrics; education research;
        urban studies
    '''),
    topics=items('''
        inflation; unemployment; economic growth; income inequality; wage gaps; household consumption; housing prices;
        stock returns; volatility; portfolio allocation; option pricing; credit risk; interest rates; exchange rates;
        trade networks; supply and demand; auctions; market microstructure; taxation; public debt; poverty; migration
        flows; fertility; population ageing; life expectancy; education attainment; test scores; voting behaviour;
        opinion polls; social networks; misinformation; news coverage; citation networks; open access publishing; gender
        balance in science; collaboration; urban mobility; commuting; crime rates; tourism; energy prices; carbon taxes;
        agent-based markets; game theory; bargaining; policy evaluation; input-output tables; cryptocurrencies; business
        cycles; monetary policy; minimum wages; surveys of researchers; student engagement; online courses; digital
        humanities; text corpora; archives
    '''),
    drivers=quantities('''
        year||1960|2023; month||1|120; quarter||1|80; income|USD|1000|100000|log; age|years|15|90; price|USD|1|500;
        quantity||0|100; GDP per capita|USD|500|100000|log; population||1e4|1e8|log; horizon|months|0|48; strike
        price|USD|50|150; risk|%|0|40; years of schooling||0|20; distance|km|0|500; percentile||1|99; number of
        agents||10|10000|log; time to maturity|years|0|30; rank||1|200; word rank||1|10000|log
    '''),
    quantities=quantities('''
        GDP growth|%|-8|10; inflation rate|%|-2|15; unemployment rate|%|2|25; wage|USD/h|5|80;
        consumption|USD|1000|50000; stock price|USD|10|400; return|%|-10|10; volatility|%|5|80; Gini
        coefficient||0.2|0.65; utility||0|10; market share|%|0|60; number of publications||0|5000; citations||0|1000;
        employment|thousand|100|9000; exports|billion USD|1|2000|log; house price index||60|220; interest rate|%|-1|12;
        debt|% of GDP|10|200; life satisfaction||1|10; vote share|%|0|60; fertility rate||1|7; enrolment|%|20|100;
        cost|USD|10|1e5|log; demand||0|100; wealth||0|500; profit|million USD|-20|100; productivity||60|160; emissions
        per capita|t|0|25; elasticity||-2|2; cumulative return||0.5|4; impulse response|%|-1|1; approval|%|20|80; survey
        response|%|0|100
    '''),
    entities=items('''
        countries; households; firms; workers; consumers; banks; markets; investors; regions; cities; agents;
        respondents; students; teachers; schools; researchers; journals; articles; authors; papers; tweets; users;
        parties; voters; districts; industries; sectors; products; migrants; families; municipalities; universities;
        assets; stocks; bonds; portfolios; policies; documents; newspapers
    '''),
    series=items('''
        United States; Germany; France; China; India; Brazil; Japan; United Kingdom; actual; forecast; counterfactual;
        treated; synthetic control; low income; high income; men; women; urban; rural; supply; demand; buyers; sellers;
        S&P 500; bonds; gold; Bitcoin; exports; imports; public; private; before; after; baseline; reform; top 10%;
        bottom 50%; middle 40%; strongly agree; agree; neutral; disagree; open access; closed access; core; periphery;
        young; old; recession; boom; nominal; real
    '''),
    categories=items('''
        agriculture; manufacturing; services; construction; finance; education; health; transport; retail; tourism;
        Germany; France; Italy; Spain; Poland; USA; Canada; Mexico; China; India; Japan; Nigeria; South Africa; Brazil;
        Monday; Tuesday; primary school; secondary school; bachelor; master; PhD; very satisfied; satisfied;
        dissatisfied; physics; biology; chemistry; economics; history
    '''),
    objects=items('''
        supply and demand curve; decision tree; game matrix; social network; questionnaire; timeline; organisation
        chart; city street map; market; document scan; word cloud; causal diagram; flow of goods; conceptual framework
    '''),
    modules=items('''
        survey; data collection; text mining; web scraper; cleaning; coding scheme; estimation; simulation; household;
        firm; bank; government; market; policy; archive; digitisation; annotation; topic model; dashboard; interview;
        literature search; screening; citation database
    '''),
    methods=items('''
        ordinary least squares; difference-in-differences; a regression discontinuity design; instrumental variables;
        synthetic control; vector autoregression; agent-based modelling; panel regression; Monte Carlo simulation;
        principal component analysis; topic modelling; sentiment analysis; network analysis; content analysis; event
        studies; discrete choice modelling; general equilibrium modelling; backtesting; seasonal adjustment; conjoint
        analysis; bibliometric analysis; a Likert survey; input-output analysis; shift-share decomposition
    '''),
    software=items('''
        Stata; R; Python; EViews; QuantLib; NetLogo; Mesa; VOSviewer; the survey platform; Gephi; the web scraper; the
        simulation model; the economic model; the R package; OpenRefine; quanteda
    '''),
    clauses=items('''
        per capita; in constant prices; between 2000 and 2020; across OECD countries; by income group; after the
        financial crisis; before and after the reform; relative to 2010; seasonally adjusted; for the baseline scenario;
        by gender; over the business cycle; in percent of GDP; among respondents; by country of birth; with robust
        standard errors; at the household level; in the treatment group; by discipline; for the top ten countries
    '''),
    remarks=items('''
        Grey bars mark recessions; The vertical line marks the policy change; Dashed lines are confidence bands; Each
        dot is a country; Bubble size is population; Source: own calculations; Percentages may not add to 100; Shaded
        areas are forecasts; The 45-degree line is dashed; Node size is proportional to the number of publications;
        Multiple answers were possible; Values are indexed to 100 in 2010
    '''),
    words=single_words('''
        economy economic monetary fiscal inflation deflation unemployment employment labour labor wage salary income
        wealth poverty inequality gini consumption saving investment capital debt deficit surplus budget tax subsidy
        tariff trade export import currency exchange bank banking credit loan mortgage interest yield bond stock equity
        share dividend index futures option derivative hedge portfolio asset return volatility risk premium market price
        supply demand elasticity equilibrium utility preference consumer producer firm industry monopoly oligopoly
        competition auction bid bargaining contract incentive principal agent game nash strategy payoff coalition
        cooperation trust fairness welfare externality public good commons household family marriage fertility migration
        migrant refugee immigrant emigration ethnicity race gender religion class status mobility education school
        university student teacher curriculum exam grade literacy degree occupation profession retirement pension
        insurance healthcare housing rent urban rural city neighbourhood street building commute transport
        infrastructure land crime police court law regulation policy reform government parliament election vote voter
        party candidate democracy ideology opinion poll campaign media news newspaper journalism television internet
        twitter facebook post tweet hashtag platform influencer misinformation polarization network tie centrality
        community homophily diffusion adoption innovation patent startup entrepreneur productivity growth recession
        crisis boom cycle panel cohort wave respondent interview questionnaire item scale attitude belief norm identity
        culture language history archive manuscript corpus text document author journal article citation bibliometric
        scientometric h-index impact peer review preprint open access licence collaboration coauthor grant funding
        career gender gap diversity inclusion
    '''),
)
