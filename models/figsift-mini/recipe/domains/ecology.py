"""Ecology, evolution, zoology, botany."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='ecology',
    fields=items('''
        ecology; evolutionary biology; conservation biology; zoology; botany; marine biology; forestry; behavioural
        ecology; entomology; ornithology; fisheries science; biogeography; palaeontology; community ecology; population
        biology; macroecology; movement ecology; limnology
    '''),
    topics=items('''
        species distributions; population dynamics; predator-prey interactions; food webs; pollination networks;
        biodiversity loss; habitat fragmentation; invasive species; animal movement; home ranges; bird migration;
        acoustic monitoring; camera trap surveys; bat calls; coral bleaching; fish stocks; phytoplankton; insect
        decline; forest inventories; tree growth; tree rings; leaf traits; plant phenology; seed dispersal; fire
        regimes; carbon storage in forests; soil microbes; mycorrhiza; competition and coexistence; metacommunities;
        succession; trophic cascades; disease in wildlife; sexual selection; adaptive radiation; trait evolution;
        phylogenetic diversity; speciation; morphometrics; allometry; life histories; survival of juveniles;
        capture-recapture; occupancy models; integral projection models; agent-based models of foraging; collective
        behaviour; ant colonies; bee foraging; fossil diversity; extinction rates; climate niches; protected areas;
        environmental DNA; lake eutrophication; river invertebrates
    '''),
    drivers=quantities('''
        year||1970|2022; day of year||1|365; elevation|m|0|4000; latitude|deg|-60|75; body mass|g|1|1e5|log;
        temperature|C|-5|40; precipitation|mm|100|3000; distance|km|0|200; time|days|0|200; age|years|0|40;
        depth|m|0|200; area|km2|0.01|1e5|log; number of individuals||1|5000; number of samples||1|200; soil pH||3.5|8.5;
        generation||0|500; canopy cover|%|0|100; body length|mm|1|2000|log; prey density|1/m2|0|100; wing
        length|mm|20|400; trait value||-3|3; time before present|Ma|0|300
    '''),
    quantities=quantities('''
        species richness||1|200; abundance||0|500; population size||10|5000; biomass|g/m2|0.1|1000|log; survival
        rate||0|1; growth rate|1/day|-0.1|0.6; Shannon index||0|4; probability of occurrence||0|1;
        density|individuals/ha|0|200; leaf area|cm2|1|300; tree height|m|1|50; diameter at breast height|cm|5|150;
        chlorophyll|µg/L|0.1|100|log; metabolic rate|W|0.001|100|log; clutch size||1|14; home range
        size|km2|0.01|1000|log; step length|m|1|5000|log; detection probability||0|1; fecundity||0|200; cover|%|0|100;
        beta diversity||0|1; fitness||0|2; catch per unit effort||0|100; ring width|mm|0.1|5; net primary
        production|g/m2/yr|50|2000; body size|mm|1|300; call rate|1/min|0|60; nestedness||0|100; extinction risk||0|1;
        photosynthesis rate|µmol/m2/s|0|35; flowering date|day of year|60|200; disparity||0|5; germination|%|0|100;
        consumption rate||0|20
    '''),
    entities=items('''
        species; populations; individuals; communities; habitats; plots; transects; trees; birds; mammals; fish;
        insects; bees; bats; frogs; plants; seedlings; leaves; lakes; streams; reefs; islands; forests; grasslands;
        nests; predators; prey; colonies; seeds; fossils; taxa; traits; sites; tracks; calls; samples; pollinators;
        larvae; butterflies; herbivores
    '''),
    series=items('''
        predator; prey; control; burned; unburned; grazed; ungrazed; native; invasive; male; female; juvenile; adult;
        spring; summer; autumn; winter; forest; grassland; wetland; upstream; downstream; inside reserve; outside
        reserve; observed; predicted; null model; GLM; GAM; MaxEnt; random forest; wet season; dry season; day; night;
        year 1; year 2; rare; common; shade; sun; high nutrients; low nutrients; warm; ambient; mainland; island;
        species A; species B; species C; carnivore; herbivore; omnivore; resident; migrant; rarefied; extrapolated
    '''),
    categories=items('''
        birds; mammals; reptiles; amphibians; fishes; insects; spiders; molluscs; crustaceans; plants; fungi; algae;
        oak; beech; pine; spruce; birch; maple; fox; deer; wolf; bear; rabbit; eagle; owl; sparrow; robin; salmon;
        trout; cod; bee; ant; beetle; butterfly; coral; sponge; seagrass; forest; savanna; tundra; desert; wetland;
        urban
    '''),
    objects=items('''
        leaf; flower; tree; insect; beetle; butterfly; bird; fish; mammal skull; shell; fossil; coral reef; forest plot;
        food web; phylogenetic tree; animal track; camera trap photo; nest; seed; wing; tooth; habitat map; plankton;
        footprint
    '''),
    modules=items('''
        field survey; species list; occurrence records; environmental layers; cleaning; trait database; distribution
        model; model evaluation; projection; simulation; individual; landscape; resource; movement; reproduction;
        mortality; dispersal; observation model; camera trap; acoustic recorder; classifier; citizen scientists;
        database; R package
    '''),
    methods=items('''
        generalized linear mixed models; species distribution modelling; rarefaction; capture-recapture analysis;
        occupancy modelling; ordination; non-metric multidimensional scaling; step-selection analysis; kernel home range
        estimation; agent-based simulation; structural equation modelling; phylogenetic comparative analysis; geometric
        morphometrics; distance sampling; acoustic classification; stable isotope analysis; network analysis; matrix
        population modelling; hierarchical partitioning; variance partitioning; dendrochronology; point-count surveys;
        camera trapping; Bayesian hierarchical modelling; bootstrap resampling; ancestral state reconstruction;
        metabarcoding
    '''),
    software=items('''
        vegan; R; lme4; ggplot2; MaxEnt; ape; phytools; NetLogo; BirdNET; QGIS; GBIF; movement tools; unmarked; Stan;
        JAGS; iNEXT; geomorph; the R package; the individual-based model; the simulation framework
    '''),
    clauses=items('''
        across study sites; along the elevational gradient; in each season; per sampling plot; for 25 species; between
        1990 and 2020; in burned and unburned plots; with 95% confidence bands; under climate change; within protected
        areas; by functional group; after controlling for body mass; in the breeding season; among islands; for adults
        and juveniles; in the field and in the laboratory; along the phylogeny; over 20 generations; at low and high
        density; for native and invasive plants
    '''),
    remarks=items('''
        Each point is a site; Points are jittered; Shaded areas are 95% confidence intervals; Lines are predictions of a
        mixed model; Silhouettes represent the taxa; Ellipses contain 95% of the points of a group; Tip labels are
        species names; Letters indicate significant differences; Grey lines are individual animals; Nodes are species
        and links are interactions; Circle size is proportional to abundance; Coloured branches mark clades; Photos by
        the authors; Solid lines are significant; The dashed line is the 1:1 line; Dots are occurrence records
    '''),
    words=single_words('''
        species genus family order taxon taxa taxonomic taxonomy population community assemblage ecosystem habitat niche
        biome landscape patch corridor edge fragmentation connectivity reserve conservation protected endangered
        threatened extinct extinction invasion invasive native endemic introduced biodiversity richness evenness
        diversity abundance occupancy occurrence detection survey transect quadrat trap camera acoustic recorder
        mist-net tag collar gps telemetry biologging accelerometer track trajectory home range dispersal migration
        foraging feeding grazing browsing predation predator prey parasite host mutualism competition facilitation
        herbivory pollination pollinator seed fruit flower leaf stem root trunk bark canopy understory seedling sapling
        shrub herb grass moss lichen fungus fungi mycorrhizal algae seaweed kelp seagrass mangrove plankton diatom
        copepod krill mollusc snail mussel oyster crab shrimp lobster squid starfish urchin sponge coral reef fish shark
        salmon trout herring tuna amphibian frog toad newt salamander reptile lizard snake turtle crocodile bird
        songbird raptor owl gull penguin duck goose mammal rodent mouse bat primate monkey ape elephant lion wolf bear
        deer moose whale dolphin seal insect beetle butterfly moth bee wasp ant termite fly mosquito dragonfly
        grasshopper cricket aphid spider mite tick worm nematode larva larvae pupa egg nest brood clutch chick juvenile
        adult male female sex ratio mating courtship song call plumage colouration mimicry camouflage morphology
        allometry skull bone tooth wing beak claw feather fur scale shell fossil dinosaur trilobite ammonite clade
        ancestor lineage phylogeny phylogenetic divergence radiation selection adaptation trait phenotype plasticity
        phenology flowering budburst senescence drought fire flood disturbance succession restoration nutrient nitrogen
        phosphorus soil litter decomposition productivity biomass carbon respiration photosynthesis stomata
        transpiration eutrophication lake pond stream river estuary wetland marsh bog tundra savanna rainforest
        temperate boreal tropical alpine island archipelago
    '''),
)
