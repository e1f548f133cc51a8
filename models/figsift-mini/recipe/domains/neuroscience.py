"""Neuroscience and psychology."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='neuroscience',
    fields=items('''
        neuroscience; cognitive science; psychology; neuroimaging; electrophysiology; computational neuroscience;
        psychophysics; behavioural science; neurology; psycholinguistics; human factors; experimental psychology; vision
        science; brain-computer interfaces; sleep research
    '''),
    topics=items('''
        spiking neural networks; visual cortex; hippocampal place cells; grid cells; decision making; working memory;
        reaction times; attention; functional connectivity; resting-state networks; event-related potentials; epileptic
        seizures; sleep stages; motor cortex; brain-computer interfaces; calcium imaging; spike sorting; synaptic
        plasticity; dendritic integration; sensory adaptation; auditory processing; eye movements; pupil dilation;
        reward learning; fear conditioning; language comprehension; memory consolidation; neural oscillations;
        phase-amplitude coupling; cortical thickness; white matter tracts; lesions after stroke; Parkinson tremor;
        neurodegeneration; olfactory coding; animal behaviour; locomotion; pose estimation; social interaction;
        perceptual learning; contrast sensitivity; numerical cognition; face perception; brain atlases; neural decoding;
        cable models
    '''),
    drivers=quantities('''
        time|s|0|60; time|ms|-200|800; trial||1|400; frequency|Hz|1|100|log; stimulus contrast|%|0|100;
        orientation|deg|0|180; injected current|pA|-100|500; distance|µm|0|500; age|years|5|85; set size||1|12; stimulus
        intensity|dB|0|80; delay|ms|0|3000; spatial frequency|cycles/deg|0.2|20|log; coherence|%|0|60; session||1|20;
        cortical depth|µm|0|1600; lag|ms|-100|100; inter-stimulus interval|ms|10|1000
    '''),
    quantities=quantities('''
        membrane potential|mV|-80|40; firing rate|Hz|0|80; reaction time|ms|250|1200; accuracy|%|50|100; local field
        potential|µV|-200|200; EEG amplitude|µV|-20|20; power|dB|-20|30; BOLD signal change|%|-1|3; dF/F||0|3; spike
        count||0|40; coherence||0|1; phase locking value||0|1; pupil diameter|mm|2|7; gaze position|deg|-10|10;
        velocity|cm/s|0|40; proportion correct||0.4|1; d prime||0|4; correlation||-0.5|1; connectivity strength||0|1;
        synaptic weight||0|1; conductance|nS|0|30; current|pA|-400|50; cortical thickness|mm|1.5|4.5;
        volume|mm3|100|5000; response amplitude||0|5; z-score||-3|6; lick rate|Hz|0|8; mutual information|bits|0|3; head
        direction tuning|Hz|0|30; questionnaire score||0|60
    '''),
    entities=items('''
        neurons; participants; subjects; trials; electrodes; channels; mice; rats; monkeys; brain regions; voxels;
        units; cells; stimuli; spikes; recordings; sessions; synapses; networks; observers; children; patients; items;
        words; conditions; populations; animals; epochs; parcels; responses
    '''),
    series=items('''
        excitatory; inhibitory; left hemisphere; right hemisphere; congruent; incongruent; target; distractor; control;
        patient; wake; REM; NREM; pre; post; stimulus on; baseline; go; no-go; attended; unattended; novel; familiar;
        young; old; delta; theta; alpha; beta; gamma; V1; MT; CA1; CA3; model; data; simulation; Hodgkin-Huxley; leaky
        integrate-and-fire; correct; error; rewarded; unrewarded; saline; drug; light on; light off; male; female; raw;
        filtered
    '''),
    categories=items('''
        Fz; Cz; Pz; Oz; frontal; parietal; temporal; occipital; motor; visual; auditory; default mode; salience; limbic;
        cerebellum; thalamus; amygdala; hippocampus; striatum; insula; faces; houses; objects; words; happy; sad; angry;
        fear; grooming; rearing; walking; resting; easy; medium; hard; layer 2/3; layer 4; layer 5
    '''),
    objects=items('''
        brain slice; cortical neuron; dendritic tree; MRI scan; electrode array; head model; maze; mouse in an arena;
        brain atlas; connectome; calcium imaging frame; retina; cortical surface; stimulus display; EEG cap; fibre
        tracts
    '''),
    modules=items('''
        stimulus presentation; data acquisition; spike sorting; band-pass filter; artefact rejection; epoching; source
        localisation; motion correction; segmentation; registration; feature extraction; decoder; neuron model; synapse
        model; population; simulator; experiment script; participant; response box; analysis pipeline; statistics
    '''),
    methods=items('''
        independent component analysis; wavelet transform; band-pass filtering; generalized linear modelling;
        cluster-based permutation testing; spike sorting; two-photon imaging; patch-clamp recording; functional MRI;
        diffusion tensor imaging; source reconstruction; drift-diffusion modelling; linear discriminant analysis;
        representational similarity analysis; signal detection theory; reverse correlation; event-related averaging;
        optogenetic stimulation; mixed-effects modelling; trial averaging; demixed PCA; motion correction; psychometric
        fitting; graph analysis; simulation
    '''),
    software=items('''
        NEST; NEURON; Brian; MNE-Python; EEGLAB; FieldTrip; SPM; FSL; FreeSurfer; nilearn; PsychoPy; Psychtoolbox;
        DeepLabCut; Neo; Elephant; suite2p; Kilosort; jsPsych; the toolbox; the simulator
    '''),
    clauses=items('''
        aligned to stimulus onset; averaged across trials; in a single trial; for an example neuron; during the delay
        period; in the theta band; for each participant; across cortical layers; in awake mice; during sleep; before and
        after learning; at the group level; for left and right targets; in response to a current step; relative to
        baseline; over the motor cortex; sorted by preferred orientation; with 20 Hz stimulation; during free viewing;
        within subjects
    '''),
    remarks=items('''
        Shaded areas are the standard error across participants; The vertical line marks stimulus onset; Each row is a
        trial and each tick a spike; Time zero is stimulus onset; Dots are individual participants; Grey bars mark
        significant time points; Topographies show the scalp distribution; Neurons are sorted by peak time; The grey
        area is the baseline period; Scale bars are 20 mV and 100 ms; Error bars are the standard error of the mean;
        Thick lines are group averages; Colours denote brain regions; The horizontal bar marks the stimulus; Negative is
        plotted upwards; Asterisks denote p below 0.05
    '''),
    words=single_words('''
        axon dendrite soma spine synapse synaptic presynaptic postsynaptic vesicle neurotransmitter glutamate gaba
        dopamine serotonin acetylcholine noradrenaline receptor channel sodium potassium calcium chloride threshold
        depolarization hyperpolarization refractory burst bursting tonic phasic adaptation excitability interneuron
        pyramidal purkinje granule glia astrocyte microglia myelin oligodendrocyte cortex cortical subcortical neocortex
        prefrontal somatosensory entorhinal cingulate basal ganglia brainstem spinal cord ganglion retina cochlea fovea
        photoreceptor receptive tuning selectivity gain normalization inhibition excitation balance recurrent
        feedforward feedback lateral plasticity ltp ltd stdp hebbian learning memory recall recognition retrieval
        encoding consolidation replay ripple spindle oscillation rhythm synchrony desynchronization entrainment
        bandpower periodogram evoked induced erp erps mmn p300 n400 n170 eeg meg ecog lfp emg eog ecg fnirs fmri mri pet
        dti tractography voxel parcel parcellation atlas template mni sagittal coronal axial gyrus sulcus hemisphere
        ipsilateral contralateral lesion stroke tumour seizure epilepsy ictal interictal dementia alzheimer parkinson
        schizophrenia autism depression anxiety adhd stimulus stimuli cue prime probe mask fixation saccade smooth
        pursuit blink gaze pupil tracker stroop flanker simon task block trial session feedback reward punishment cost
        effort choice confidence bias criterion sensitivity psychometric chronometric staircase detection discrimination
        identification categorization priming interference facilitation switching inhibition vigilance fatigue arousal
        valence emotion mood personality questionnaire likert rating survey respondent reliability validity factor
        loading latent mediation moderation wellbeing cognition cognitive perceptual motor sensory auditory tactile
        olfactory gustatory vestibular proprioceptive locomotion gait posture reach grasp joystick lever maze arena
        open-field treadmill wheel lick nose-poke optogenetics channelrhodopsin virus injection implant craniotomy
        headstage tetrode neuropixels probe array
    '''),
)
