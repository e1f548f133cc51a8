"""Geology, geophysics, hydrology."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='geoscience',
    fields=items('''
        geoscience; geophysics; seismology; hydrology; geology; volcanology; glaciology; geomorphology; geodesy; soil
        science; hydrogeology; geochemistry; sedimentology; palaeontology; geodynamics; mineralogy; petroleum
        engineering; geotechnical engineering; natural hazards
    '''),
    topics=items('''
        earthquake catalogues; seismic wave propagation; ambient noise tomography; mantle convection; plate motions;
        fault slip; aftershock sequences; ground motion prediction; volcanic eruptions; lava flows; ash dispersal;
        landslide susceptibility; river discharge; flood inundation; rainfall-runoff modelling; groundwater flow;
        contaminant transport; soil moisture; snow water equivalent; glacier mass balance; ice sheet flow; permafrost
        thaw; coastal erosion; sediment transport; landscape evolution; drainage networks; digital elevation models;
        gravity anomalies; magnetic anomalies; electrical resistivity tomography; ground-penetrating radar; well logs;
        reservoir simulation; seismic inversion; mineral composition; isotopic dating; stratigraphic columns; fossil
        occurrences; geothermal gradients; tsunami propagation; crustal deformation; satellite geodesy; InSAR time
        series; thermochronology; reactive transport; evapotranspiration; drought indices; watershed delineation
    '''),
    drivers=quantities('''
        time|s|0|300; distance|km|0|500; depth|km|0|700; longitude|deg|-180|180; latitude|deg|-90|90; magnitude||1|8;
        year||1900|2020; age|Ma|0|500; age|ka|0|120; offset|m|0|3000; frequency|Hz|0.01|20|log; two-way travel
        time|s|0|4; easting|m|0|5000; elevation|m|0|4500; period|s|0.1|100|log; return period|years|2|1000|log; grain
        size|mm|0.001|64|log; month||1|12; slope|deg|0|50; porosity|%|2|40; temperature|C|0|1300
    '''),
    quantities=quantities('''
        ground velocity|mm/s|-5|5; seismic velocity|km/s|1|8; discharge|m3/s|1|2000|log; precipitation|mm|0|120; water
        level|m|0|12; hydraulic head|m|20|120; elevation|m|0|4500; displacement|mm|-80|80; stress|MPa|0|200;
        viscosity|Pa s|1e18|1e24|log; temperature|C|0|1400; density|kg/m3|1000|3500; gravity anomaly|mGal|-80|120;
        magnetic anomaly|nT|-400|600; resistivity|ohm m|1|10000|log; soil moisture|m3/m3|0.05|0.5; snow depth|m|0|4; ice
        thickness|m|0|3000; sediment flux|kg/s|0.01|1000|log; number of events||1|2000|log; delta 18O|permil|-12|4;
        concentration|mg/L|0.1|500|log; permeability|mD|0.01|1000|log; erosion rate|mm/yr|0.001|10|log; peak ground
        acceleration|g|0.001|1|log; depth|m|0|6000; SiO2|wt%|40|78; evapotranspiration|mm/day|0|8; Nash-Sutcliffe
        efficiency||-0.5|1; travel time|s|0|900; runoff|mm|0|60
    '''),
    entities=items('''
        stations; earthquakes; catchments; basins; wells; boreholes; rivers; glaciers; volcanoes; faults; watersheds;
        aquifers; samples; cores; outcrops; events; gauges; plates; rocks; minerals; grains; soils; slopes; lakes;
        layers; profiles; waveforms; sites; islands; sediments; formations; fossils; cells; zircons
    '''),
    series=items('''
        observed; simulated; synthetic; recorded; P wave; S wave; surface wave; vertical component; north; east; radial;
        transverse; upstream; downstream; dry season; wet season; calibration; validation; model; GPS; InSAR; Landsat;
        Sentinel-2; MODIS; GRACE; ERA5; basalt; andesite; rhyolite; granite; limestone; sandstone; shale; clay; silt;
        sand; gravel; mainshock; aftershocks; continental crust; oceanic crust; reference model; PREM; initial model;
        inverted model; true model; coarse mesh; fine mesh
    '''),
    categories=items('''
        basalt; granite; sandstone; limestone; shale; gneiss; marble; quartz; feldspar; olivine; pyroxene; mica; Jan;
        Feb; Mar; Apr; May; Jun; Jul; Aug; Sep; Oct; Nov; Dec; forest; cropland; grassland; urban; water; wetland;
        barren; shrubland; Holocene; Pleistocene; Pliocene; Miocene; Cretaceous; Jurassic; Triassic; Permian; Devonian
    '''),
    objects=items('''
        river network; volcano; glacier; fault; outcrop; thin section; drill core; watershed; terrain; crater; sand
        dune; delta; coastline; mesh of a basin; seismic section; stratigraphic column; satellite scene; landslide;
        borehole
    '''),
    modules=items('''
        digital elevation model; mesh generator; boundary conditions; solver; rainfall input; runoff module;
        infiltration; routing; groundwater module; calibration; station data; waveform database; picker; locator;
        inversion; forward model; catalogue; preprocessing; gridding; output maps; sensor network; data logger; hazard
        model
    '''),
    methods=items('''
        finite-difference modelling; the finite element method; kriging; full-waveform inversion; travel-time
        tomography; cross-correlation; Markov chain Monte Carlo; ordinary least squares; inverse distance weighting;
        differential evolution; spectral element simulation; flow routing; receiver function analysis; matched-field
        processing; double-difference relocation; Monte Carlo sampling; isotope dilution; U-Pb dating; principal
        component analysis; time series decomposition; ensemble Kalman filtering; regional frequency analysis; change
        detection; spline interpolation; moment tensor inversion; beamforming; phase picking
    '''),
    software=items('''
        ObsPy; GMT; PyGMT; QGIS; MODFLOW; FloPy; Landlab; ASPECT; SPECFEM; GemPy; SimPEG; pyGIMLi; HydroShare; GRASS;
        TopoToolbox; Badlands; Firedrake; ArcGIS; the hydrological model; the inversion code; xarray
    '''),
    clauses=items('''
        at a depth of 10 km; along profile A-B; in the study area; for the 2016 earthquake; during the flood of 2013;
        over the catchment; band-pass filtered between 1 and 10 Hz; relative to sea level; for the calibration period;
        below the water table; along the fault; at the outlet; with vertical exaggeration of 10; in map view; in
        cross-section; after 50 million years of model time; for three climate scenarios; at selected stations; with
        topographic shading; in the upper mantle
    '''),
    remarks=items('''
        Triangles are seismic stations; The star marks the epicentre; Black lines are faults; Circles scale with
        magnitude; The inset shows the location of the study area; Contour interval is 100 m; White areas have no data;
        The red box outlines the study area; Vertical exaggeration is five; The dashed line is the water table; The Moho
        is drawn as a black line; The colour scale is clipped; Arrows are GPS velocities; Coordinates are in UTM;
        Elevation is in metres above sea level; Flow is from left to right; Coastlines are in grey; Negative depths are
        above sea level
    '''),
    words=single_words('''
        seismic seismogram seismometer seismicity epicenter epicentre hypocenter focal mechanism beachball rupture slip
        strike dip rake fault thrust normal subduction ridge trench slab mantle crust lithosphere asthenosphere moho
        core plume hotspot magma magmatic eruption eruptive lava ash tephra caldera crater vent pyroclastic tectonic
        tectonics orogen orogeny uplift subsidence exhumation erosion denudation weathering deposition sedimentary
        metamorphic igneous stratigraphy stratigraphic strata bedding fold anticline syncline unconformity basin rift
        graben horst outcrop lithology mineral crystal zircon apatite garnet quartz isotope isotopic geochronology
        radiocarbon paleoclimate proxy foraminifera pollen varve core loess moraine glacial interglacial glacier icefall
        crevasse ablation accumulation firn snowpack snowmelt permafrost thermokarst river stream channel meander
        braided floodplain terrace alluvial fan delta estuary shoreline beach dune tidal lagoon cliff hillslope
        landslide debris flow avalanche runout watershed catchment tributary confluence hydrograph baseflow runoff
        infiltration percolation recharge aquifer aquitard groundwater drawdown pumping well piezometer vadose saturated
        unsaturated hydraulic conductivity transmissivity porosity permeability darcy brine reservoir injection fracking
        caprock oil gas methane coal geothermal heat terrain topography topographic relief hillshade aspect curvature
        slope altitude contour bathymetry bathymetric seafloor lidar dem raster vector polygon shapefile projection
        mercator utm geodetic geoid ellipsoid gravity magnetics paleomagnetic anomaly inclination declination dipole
        telluric conductivity radar reflector reflection refraction migration stacking moveout gather offset geophone
        hydrophone vibroseis shot trace wiggle polarity arrival phase coda surface rayleigh love body shear
        compressional attenuation anisotropy dispersion tomography inversion misfit damping regularized checkerboard
        resolution kernel soil horizon clay silt loam peat humus organic carbon nitrate phosphate salinity drought flood
        hazard risk vulnerability exposure tsunami run-up inundation evacuation
    '''),
)
