"""Energy systems and agriculture."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='energy',
    fields=items('''
        energy systems; renewable energy; power systems; agriculture; agronomy; sustainability; food science;
        environmental engineering; life cycle assessment; energy economics; hydropower; solar energy; wind energy; crop
        science; soil science; water resources; forestry; waste management; nuclear engineering
    '''),
    topics=items('''
        solar photovoltaics; wind farms; wind turbine wakes; electricity demand; load forecasting; power flow; grid
        stability; battery storage; electric vehicles; charging stations; hydrogen production; heat pumps; district
        heating; energy system optimization; capacity expansion; microgrids; demand response; electricity prices;
        emission reduction; carbon capture; biomass conversion; biogas; hydropower reservoirs; nuclear reactors;
        building retrofits; life cycle impacts; recycling; wastewater treatment; drinking water quality; crop growth
        models; grain yield; irrigation scheduling; nitrogen fertilization; plant phenotyping; root systems; leaf gas
        exchange; plant disease; weeds; livestock; milk yield; aquaculture; greenhouse climate; soil carbon; pesticide
        residues; food quality; fruit ripening; shelf life; sensory panels; farm management; land use scenarios;
        ecosystem services; water-energy-food nexus; critical materials; mining
    '''),
    drivers=quantities('''
        hour|h|0|24; day of year||1|365; wind speed|m/s|0|25; year||2000|2050; irradiance|W/m2|0|1200; days after
        sowing|d|0|160; nitrogen rate|kg/ha|0|250; installed capacity|GW|0|200; demand|GW|10|100; temperature|C|-10|45;
        carbon price|EUR/t|0|300; growing degree days||0|2500; time|h|0|168; storage duration|h|1|1000|log; soil
        depth|cm|0|120; state of charge|%|0|100; water content|%|0|50; plant density|1/m2|1|100; share of
        renewables|%|0|100; month||1|12
    '''),
    quantities=quantities('''
        power output|MW|0|100; electricity price|EUR/MWh|-20|200; load|GW|20|90; generation|TWh|0|600; capacity
        factor|%|0|60; efficiency|%|5|60; emissions|MtCO2|0|500; levelised cost|EUR/MWh|20|200; state of charge|%|0|100;
        voltage|p.u.|0.9|1.1; frequency|Hz|49.7|50.3; grain yield|t/ha|1|14; biomass|t/ha|0|25; leaf area index||0|7;
        soil moisture|%|5|45; nitrogen uptake|kg/ha|0|250; evapotranspiration|mm/day|0|9; milk yield|kg/day|10|50; plant
        height|cm|5|250; chlorophyll content|SPAD|20|60; nitrate concentration|mg/L|0|100; water use|mm|0|800; protein
        content|%|5|20; disease severity|%|0|100; heat demand|MWh|0|200; irradiance|W/m2|0|1000; storage
        level|GWh|0|500; curtailment|%|0|30; cost|million EUR|1|1000|log; wake deficit||0|0.6; global warming
        potential|kg CO2-eq|0|50; turbidity|NTU|0|100; soil organic carbon|%|0.2|6; photosynthetic rate|µmol/m2/s|0|40;
        neutron flux|1/cm2/s|1e10|1e15|log; sugar content|Brix|5|25
    '''),
    entities=items('''
        power plants; turbines; solar panels; batteries; vehicles; households; buildings; grids; buses; lines; farms;
        fields; crops; cultivars; plots; plants; leaves; roots; soils; animals; cows; treatments; scenarios; countries;
        regions; technologies; reservoirs; wells; samples; fruits; seeds; generators; nodes; hours; seasons;
        fertilizers; varieties; trees
    '''),
    series=items('''
        solar; wind; hydro; nuclear; coal; gas; biomass; oil; storage; imports; demand; onshore wind; offshore wind;
        lignite; hydrogen; charging; discharging; actual; forecast; reference scenario; high renewables; net zero;
        business as usual; irrigated; rainfed; control; fertilized; N0; N100; N200; conventional; organic; tillage;
        no-till; wheat; maize; rice; soybean; barley; drought; well watered; observed; simulated; calibration;
        validation; upstream; downstream; weekday; weekend; summer; winter; cultivar A; cultivar B; healthy; diseased;
        topsoil; subsoil; without storage; with storage
    '''),
    categories=items('''
        solar; wind; hydro; nuclear; coal; gas; biomass; geothermal; oil; transport; industry; residential; commercial;
        agriculture; wheat; maize; rice; barley; soybean; potato; tomato; apple; grape; cattle; pigs; poultry; sheep;
        sand; silt; clay; loam; raw; treated; spring; summer; autumn; winter
    '''),
    objects=items('''
        wind turbine; solar panel; power grid; transformer; battery pack; wind farm layout; dam; greenhouse; field
        trial; crop row; leaf; root system; wheat ear; tractor; fruit; cow; soil profile; Sankey diagram of energy
        flows; reactor core; building; electric car; biogas plant
    '''),
    modules=items('''
        demand; generation; storage; transmission; market; optimiser; scenario; weather data; time series aggregation;
        cost data; solver; results; power plant; converter; battery; load; inverter; heat pump; crop model; soil module;
        weather file; management; calibration; phenology; water balance; nutrient cycle; farm; database; sensor;
        irrigation controller; dashboard
    '''),
    methods=items('''
        linear programming; mixed-integer optimization; optimal power flow; load forecasting; Monte Carlo simulation;
        life cycle assessment; scenario analysis; wake modelling; time series clustering; analysis of variance; field
        experiments; partial least squares regression; near-infrared spectroscopy; crop simulation; remote phenotyping;
        eddy covariance; energy balance modelling; stochastic programming; techno-economic analysis; a mixed model;
        image-based phenotyping; water balance modelling; neutron transport simulation; unit commitment; material flow
        analysis
    '''),
    software=items('''
        PyPSA; pandapower; oemof; Calliope; OSeMOSYS; pvlib; windpowerlib; PyWake; FLORIS; OpenMC; APSIM; DSSAT;
        AquaCrop; EnergyPlus; GAMS; Brightway; the energy model; the crop model; the optimiser; PlantCV; reV; Switch;
        temoa
    '''),
    clauses=items('''
        over one week; in a typical summer week; for the year 2050; by technology; per country; at hub height; under
        standard test conditions; in each growing season; for five nitrogen rates; under drought; across locations; with
        and without storage; for weekdays and weekends; at the field scale; in the reference scenario; relative to 1990;
        after harvest; during grain filling; per hectare; in the root zone; downstream of the turbine; on a sunny day
    '''),
    remarks=items('''
        Negative values are exports; The black line is demand; Grey areas are curtailed; Different letters indicate
        significant differences; Error bars are standard errors of four blocks; Colours denote technologies; Line widths
        are proportional to capacity; Arrows are energy flows; Dots are field measurements; The dashed line is the rated
        power; Values are means of three years; Bars are annual totals; Storage charges when the price is low; Rainfall
        is shown as bars; The pie charts show the generation mix
    '''),
    words=single_words('''
        energy power electricity electric grid transmission distribution substation bus line feeder transformer
        generator turbine rotor blade hub nacelle tower wake farm onshore offshore solar photovoltaic pv module panel
        array inverter irradiance tilt azimuth shading tracker thermal collector concentrated hydro hydropower pumped
        reservoir dam nuclear reactor fuel rod neutron criticality burnup coolant coal lignite gas oil diesel petrol
        biomass biogas biofuel ethanol hydrogen electrolyser electrolyzer ammonia methane storage battery lithium-ion
        cell pack charge discharge cycle degradation supercapacitor flywheel vehicle ev charging station fleet demand
        load peak baseload profile consumption prosumer tariff market price merit order dispatch unit commitment reserve
        balancing frequency voltage stability inertia fault outage blackout islanding microgrid smart meter flexibility
        response curtailment congestion capacity expansion investment levelised capex opex subsidy emission carbon
        decarbonization neutrality net-zero scenario pathway sector coupling heat heating cooling district boiler
        insulation retrofit efficiency exergy lifecycle inventory impact footprint recycling circular waste landfill
        wastewater sludge effluent treatment filtration drinking water quality supply irrigation drip sprinkler drainage
        crop wheat maize corn rice barley sorghum soybean potato sugarcane cotton tomato lettuce apple grape vineyard
        orchard olive coffee cocoa tea field plot cultivar genotype variety breeding seed sowing germination emergence
        tillering flowering anthesis grain filling maturity harvest yield biomass straw residue rotation intercropping
        tillage fertilizer nitrogen phosphorus potassium manure compost lime soil clay loam sand texture structure
        compaction moisture infiltration evaporation transpiration root shoot leaf canopy stomatal conductance
        photosynthesis chlorophyll spad phenotyping greenhouse chamber pest insect aphid fungus rust mildew blight
        pathogen weed herbicide pesticide insecticide livestock cattle cow calf dairy milk beef pig sow poultry chicken
        egg sheep goat fish aquaculture feed forage pasture grazing silage farm farmer tractor sprayer combine food
        fruit vegetable meat bread cheese wine beer sensory taste aroma texture firmness ripening shelf storage
        packaging
    '''),
)
