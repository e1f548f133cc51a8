"""Medicine, epidemiology, public health."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='medicine',
    fields=items('''
        medicine; epidemiology; public health; clinical research; oncology; cardiology; pharmacology; radiology;
        infectious disease; health informatics; physiology; surgery; paediatrics; intensive care; pharmacokinetics;
        nutrition; biostatistics; dermatology; biomedical engineering
    '''),
    topics=items('''
        COVID-19 transmission; influenza surveillance; vaccination coverage; malaria incidence; hospital admissions;
        overall survival; tumour growth; breast cancer screening; cardiovascular risk; hypertension; type 2 diabetes;
        glucose monitoring; kidney function; sepsis prediction; randomized controlled trials; dose-response
        relationships; drug clearance; physiologically based pharmacokinetics; antimicrobial resistance; electronic
        health records; medical image segmentation; radiotherapy dose; mortality trends; life expectancy; childhood
        obesity; maternal health; mental health; asthma; stroke rehabilitation; heart rate variability;
        electrocardiograms; blood pressure; sleep apnoea; gait analysis; wound healing; bone density; surgical outcomes;
        waiting times; contact tracing; compartmental epidemic models; reproduction number; excess deaths; health
        inequality; meta-analysis of trials; screening tests; biomarkers; adverse events; physical activity
    '''),
    drivers=quantities('''
        time|days|0|365; time since treatment|months|0|60; age|years|0|95; dose|mg|0.1|1000|log; follow-up|years|0|15;
        week||1|52; year||1990|2022; body mass index|kg/m2|16|45; time after dose|h|0|48; 1 - specificity||0|1;
        concentration|µM|0.001|100|log; predicted probability||0|1; body weight|kg|40|130; cycle number||1|40; distance
        walked|m|0|600; exercise intensity|W|50|350; days since onset|d|0|40; depth|mm|0|300
    '''),
    quantities=quantities('''
        survival probability||0|1; cumulative incidence|%|0|40; number of cases||0|5000; daily deaths||0|400;
        incidence|per 100 000|0|600; hazard ratio||0.2|4|log; odds ratio||0.2|6|log; plasma
        concentration|ng/mL|1|1000|log; blood glucose|mmol/L|3|18; heart rate|bpm|45|190; systolic blood
        pressure|mmHg|90|190; tumour volume|mm3|20|2500; viral load|copies/mL|100|1e8|log; haemoglobin|g/dL|7|18;
        cholesterol|mmol/L|2|9; sensitivity|%|40|100; oxygen saturation|%|80|100; C-reactive protein|mg/L|1|300|log;
        prevalence|%|0|50; effective reproduction number||0.4|3; pain score||0|10; length of stay|days|0|40; absorbed
        dose|Gy|0|80; lung function|L|1|6; bone mineral density|g/cm2|0.5|1.4; quality of life||0|100; vaccination
        coverage|%|0|100; mortality rate|per 1000|0|40; occupancy|beds|0|1500; antibody titre||10|10000|log;
        response|%|0|110
    '''),
    entities=items('''
        patients; participants; hospitals; cases; controls; countries; regions; age groups; trials; studies; doctors;
        nurses; women; men; children; infants; samples; scans; lesions; tumours; households; infections; deaths;
        cohorts; drugs; doses; visits; biopsies; beds; communities; individuals; arms; districts; records
    '''),
    series=items('''
        placebo; treatment; intervention; standard care; low dose; high dose; vaccinated; unvaccinated; male; female;
        men; women; susceptible; exposed; infected; recovered; deceased; hospitalized; ICU; observed; predicted;
        reported; fitted; forecast; lockdown; no intervention; cases; controls; survivors; non-survivors; smokers;
        non-smokers; stage I; stage II; stage III; stage IV; group A; group B; baseline; follow-up; under 18; 18-64; 65
        and over; urban; rural; first wave; second wave; control arm; total; arterial; venous
    '''),
    categories=items('''
        hypertension; diabetes; obesity; asthma; COPD; stroke; cancer; fracture; infection; pneumonia; influenza;
        malaria; tuberculosis; HIV; dengue; benign; malignant; normal; mild; moderate; severe; fever; cough; fatigue;
        headache; nausea; lung; breast; colon; prostate; skin; 0-9; 10-19; 20-29; 30-39; 40-49; 50-59; 60-69; 70+; Asia;
        Africa; Europe; America; Smith 2012; Jones 2015; Lee 2018; Garcia 2020
    '''),
    objects=items('''
        chest radiograph; CT slice; MRI slice; ultrasound image; histology section; retinal fundus; skin lesion; heart;
        lung; knee joint; X-ray; tumour; hospital ward; patient flow; blood smear; syringe; dose distribution; ECG trace
    '''),
    modules=items('''
        patient; physician; clinic; electronic health record; data warehouse; triage; diagnosis; laboratory; image
        archive; segmentation; registration; risk score; alert; consent form; enrolment; randomisation; allocation;
        follow-up; analysis; screening; exclusion; mobile app; wearable sensor; dashboard; registry
    '''),
    methods=items('''
        Kaplan-Meier estimation; Cox regression; logistic regression; a log-rank test; meta-analysis; a random-effects
        model; multiple imputation; propensity score matching; non-compartmental analysis; a compartmental model;
        Bayesian inference; Monte Carlo simulation; receiver operating characteristic analysis; decision curve analysis;
        bootstrap resampling; mixed models; interrupted time series analysis; agent-based simulation; nowcasting;
        survival analysis; intention-to-treat analysis; sensitivity analysis; mass spectrometry; immunohistochemistry;
        dynamic contrast imaging; segmentation; spline smoothing; joinpoint regression
    '''),
    software=items('''
        R; SAS; Stata; SPSS; REDCap; 3D Slicer; ITK; MONAI; OpenSim; lifelines; survminer; EpiEstim; OHDSI; FHIR; the
        Shiny app; the simulator; the dashboard; the toolkit; SimpleITK; PK-Sim; NONMEM
    '''),
    clauses=items('''
        in the intention-to-treat population; stratified by age and sex; with 95% confidence intervals; after adjustment
        for confounders; at 12 months; during the first wave; in intensive care; by treatment arm; per 100 000
        inhabitants; at baseline and follow-up; among hospitalised patients; after a single oral dose; over the study
        period; by country; in the validation cohort; before and after the intervention; according to disease stage;
        with numbers at risk; in healthy volunteers; by age group
    '''),
    remarks=items('''
        Numbers at risk are given below the axis; Tick marks denote censored patients; Shaded areas are 95% confidence
        intervals; The dashed line marks the end of lockdown; Boxes span the interquartile range; Squares are
        proportional to study weight; The diamond is the pooled estimate; P values are from a log-rank test; Values are
        means and standard deviations; Vertical lines mark policy changes; Bars are daily counts and the line is the
        seven-day average; The red line is the threshold; Arrows point to the lesion; The diagonal is the line of no
        discrimination; Missing data were imputed; Whiskers extend to the 5th and 95th percentiles
    '''),
    words=single_words('''
        acute chronic symptom symptomatic asymptomatic diagnosis diagnostic prognosis prognostic therapy therapeutic
        treatment medication drug pharmacological antibiotic antiviral chemotherapy radiotherapy immunotherapy surgery
        surgical anaesthesia ventilation intubation catheter stent implant prosthesis transplant graft donor recipient
        dialysis transfusion infusion bolus oral intravenous subcutaneous bioavailability clearance half-life absorption
        elimination metabolism toxicity overdose adverse event harm benefit efficacy effectiveness safety tolerability
        adherence compliance dropout enrolment eligibility inclusion exclusion blinded randomized randomised crossover
        endpoint outcome relapse remission progression recurrence metastasis metastatic carcinoma lymphoma leukaemia
        melanoma sarcoma glioma adenoma polyp nodule cyst biopsy histology cytology pathology pathologist radiologist
        imaging tomography ultrasound mammography endoscopy angiography contrast scan slice lesion edema oedema
        haemorrhage ischemia ischaemic infarction thrombosis embolism aneurysm stenosis plaque artery arterial vein
        venous aorta coronary ventricle ventricular atrium atrial fibrillation arrhythmia tachycardia bradycardia qrs
        st-segment diastolic systolic pulse perfusion cardiac cardiovascular pulmonary respiratory renal hepatic gastric
        intestinal endocrine thyroid insulin cortisol hormone immune autoimmune allergy inflammation inflammatory
        rheumatoid arthritis osteoporosis bone cartilage tendon ligament muscle joint knee hip spine shoulder skin
        dermal wound burn scar eye retinal cornea glaucoma cataract hearing dental tooth pregnancy birth neonatal
        preterm gestational infant paediatric adolescent elderly frailty dementia disability rehabilitation caregiver
        nursing ward emergency ambulance triage admission discharge readmission mortality morbidity fatality burden
        prevalence incidence outbreak epidemic pandemic endemic quarantine isolation mask distancing mobility contact
        exposure incubation latent infectious serial interval superspreading seroprevalence booster vaccine immunity
        herd variant pathogen parasite mosquito vector bacterial viral fungal sepsis septic fever temperature cohort
        registry census claims insurance cost-effectiveness qaly screening sensitivity specificity likelihood
        calibration discrimination nomogram risk score guideline policy intervention surveillance
    '''),
)
