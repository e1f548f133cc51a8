"""Climate, atmosphere, ocean."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='climate',
    fields=items('''
        climate science; meteorology; oceanography; atmospheric science; atmospheric chemistry; climatology; marine
        science; weather forecasting; air quality; palaeoclimatology; climate dynamics; biogeochemistry; cloud physics;
        polar science; agrometeorology
    '''),
    topics=items('''
        global warming; sea surface temperature; El Nino; the North Atlantic Oscillation; monsoon rainfall; tropical
        cyclones; hurricane tracks; atmospheric rivers; heat waves; droughts; extreme precipitation; sea level rise; sea
        ice extent; Arctic amplification; ocean heat content; ocean circulation; mesoscale eddies; mixed layer depth;
        ocean acidification; chlorophyll blooms; the carbon cycle; methane emissions; aerosol optical depth; ozone
        depletion; urban heat islands; air pollution; particulate matter; boundary layer turbulence; cloud cover;
        convection; radiative forcing; Earth system models; climate model ensembles; downscaling; bias correction; data
        assimilation; weather prediction; seasonal forecasts; wind resources; solar radiation; reanalysis data;
        satellite retrievals; wave heights; storm surges; tides; upwelling; the jet stream; blocking events; dust
        transport; volcanic aerosols; teleconnections; permafrost carbon; paleoclimate reconstructions; climate
        emulators; emission scenarios; snow cover; lightning
    '''),
    drivers=quantities('''
        year||1850|2100; month||1|12; day of year||1|365; latitude|degrees|-90|90; longitude|degrees|-180|180;
        depth|m|0|5000; altitude|km|0|60; pressure|hPa|10|1000; lead time|days|0|15; hour of day|h|0|23;
        temperature|C|-40|40; global warming level|K|0|5; return period|years|2|200|log; forecast hour|h|0|240;
        wavelength|µm|0.3|20; particle diameter|µm|0.01|20|log; distance from coast|km|0|400; cumulative
        emissions|GtCO2|0|5000; salinity|psu|30|38; percentile||1|99
    '''),
    quantities=quantities('''
        temperature anomaly|K|-1.5|4; surface temperature|C|-30|40; precipitation|mm/day|0|30; sea surface
        temperature|C|-2|32; sea level|mm|-100|900; wind speed|m/s|0|35; relative humidity|%|10|100; geopotential
        height|m|4800|5900; CO2 concentration|ppm|280|900; methane concentration|ppb|700|2500; radiative
        forcing|W/m2|-2|9; PM2.5|µg/m3|1|250; ozone|ppb|5|120; aerosol optical depth||0|2; sea ice extent|million
        km2|2|16; ocean heat content|ZJ|-100|400; chlorophyll|mg/m3|0.01|30|log; salinity|psu|30|38; pH||7.6|8.3;
        dissolved oxygen|µmol/kg|0|350; significant wave height|m|0|12; cloud fraction||0|1; albedo||0.05|0.9; vertical
        velocity|m/s|-2|6; net radiation|W/m2|-100|800; latent heat flux|W/m2|-20|400; anomaly correlation||0|1; root
        mean square error|K|0|6; emissions|GtCO2/yr|-10|100; pressure|hPa|950|1040; streamflow|m3/s|1|5000|log;
        trend|K/decade|-0.4|1; backscatter|1/m/sr|1e-7|1e-3|log; particle concentration|1/cm3|10|1e5|log; potential
        temperature|K|280|360; Nino 3.4 index||-3|3; leaf area index||0|7; carbon flux|gC/m2/day|-8|6
    '''),
    entities=items('''
        models; stations; grid cells; storms; cyclones; years; seasons; regions; countries; ensemble members; scenarios;
        simulations; buoys; floats; satellites; profiles; observations; oceans; basins; cities; clouds; forecasts;
        reanalyses; eddies; coasts; months; events; radiosondes; sites; latitudes; glaciers; emissions; towers;
        hurricanes; droughts
    '''),
    series=items('''
        observations; ERA5; CMIP5; CMIP6; historical; SSP1-2.6; SSP2-4.5; SSP3-7.0; SSP5-8.5; RCP4.5; RCP8.5; control
        run; ensemble mean; multi-model mean; DJF; MAM; JJA; SON; winter; spring; summer; autumn; land; ocean; global;
        Northern Hemisphere; Southern Hemisphere; tropics; Arctic; Antarctic; El Nino; La Nina; neutral; GCM; regional
        model; downscaled; bias corrected; raw; forecast; analysis; climatology; persistence; satellite; in situ; buoy;
        day; night; natural forcing; anthropogenic forcing; Pacific; Atlantic; Indian Ocean; Southern Ocean; high
        resolution; low resolution; urban; rural; dry; moist
    '''),
    categories=items('''
        Jan; Feb; Mar; Apr; May; Jun; Jul; Aug; Sep; Oct; Nov; Dec; spring; summer; autumn; winter; Africa; Asia;
        Europe; North America; South America; Australia; tropics; desert; tundra; savanna; boreal forest; rain forest;
        energy; transport; industry; agriculture; buildings; waste; cirrus; cumulus; stratus; CO2; CH4; N2O; SO2; NOx;
        ozone
    '''),
    objects=items('''
        hurricane; cloud field; globe; satellite image; sea ice; weather map; ocean eddy; storm front; weather station;
        research vessel; buoy; iceberg; coastline; smoke plume; snow-covered mountain; wind turbine; radar echo; grid of
        a climate model
    '''),
    modules=items('''
        atmosphere model; ocean model; land model; sea ice model; coupler; dynamical core; parameterization; radiation
        scheme; data assimilation; observation operator; ensemble; regridding; bias correction; diagnostics; forcing
        data; restart file; NetCDF output; satellite data; station data; emulator; carbon cycle; scenario;
        post-processing; quality control
    '''),
    methods=items('''
        empirical orthogonal function analysis; bilinear interpolation; quantile mapping; ensemble averaging; linear
        trend estimation; the Mann-Kendall test; composite analysis; data assimilation; statistical downscaling;
        harmonic analysis; wavelet analysis; back-trajectory calculation; large-eddy simulation; lidar retrieval;
        pattern scaling; optimal fingerprinting; extreme value analysis; Lagrangian particle tracking; spectral nudging;
        conservative remapping; a low-pass filter; self-organizing maps; cluster analysis; canonical correlation
        analysis; eddy covariance; objective analysis; verification; a simple climate model
    '''),
    software=items('''
        xarray; Iris; MetPy; Cartopy; CDO; NCL; WRF; MITgcm; NEMO; CESM; ESMValTool; Climlab; OceanParcels; FaIR; Dask;
        Pangeo; climpred; the Python package; the diagnostic tool; the emulator; satpy
    '''),
    clauses=items('''
        relative to 1961-1990; relative to the pre-industrial mean; averaged over 30 years; during boreal winter; in the
        tropical Pacific; at 500 hPa; at 2 m above ground; under a high-emission scenario; for the period 1981-2010;
        over land; from satellite observations; in the upper 700 m; with the seasonal cycle removed; for 15 July 2018;
        on a 1 degree grid; over Europe; in the Southern Hemisphere; for each season; after detrending; with a 10-year
        running mean; between 60 S and 60 N; at 12 UTC
    '''),
    remarks=items('''
        Stippling marks significance at the 95% level; The black line is the multi-model mean; Shading is the range of
        the ensemble; White areas have missing data; Anomalies are relative to the 1981-2010 mean; Arrows show wind at
        850 hPa; Contours are sea level pressure; The dashed box marks the analysis region; Hatching denotes areas
        without significant change; Grey shading is land; Trends are per decade; Thin lines are individual members; Dots
        are weather stations; The thick line is a ten-year running mean; Continents are outlined in black; Positive
        values mean warming; Vectors are surface currents
    '''),
    words=single_words('''
        anomaly anomalies warming cooling greenhouse gas forcing feedback sensitivity equilibrium transient emission
        mitigation adaptation scenario pathway projection hindcast forecast nowcast prediction predictability skill
        verification ensemble spread perturbation initialization assimilation reanalysis observation radiosonde
        dropsonde lidar radar ceilometer pyranometer anemometer barometer thermometer gauge disdrometer satellite
        retrieval radiance swath orbit geostationary microwave infrared visible reflectance brightness albedo emissivity
        longwave shortwave insolation irradiance cloud cloudy overcast cirrus stratocumulus cumulus cumulonimbus
        convective convection updraft downdraft thunderstorm lightning hail tornado squall gust storm cyclone
        anticyclone hurricane typhoon track landfall eye front trough ridge blocking jet monsoon trade westerlies
        easterlies walker hadley itcz enso nino nina nao pdo amo mjo qbo teleconnection oscillation index mode pattern
        eof humidity moisture vapour vapor precipitation rainfall snowfall drizzle drought aridity evaporation
        evapotranspiration runoff streamflow flood temperature heat heatwave cold frost freeze thaw degree celsius
        kelvin lapse inversion troposphere stratosphere mesosphere tropopause boundary layer mixing turbulence
        entrainment advection diffusion subsidence vorticity divergence geostrophic coriolis rossby kelvin gravity wave
        baroclinic barotropic stratification pycnocline thermocline halocline upwelling downwelling overturning amoc
        gyre eddy eddies current gulf stream kuroshio drift tide tidal surge swell fetch sea level altimetry argo float
        glider mooring ctd transect cruise salinity density oxygen nutrient nitrate phosphate silicate phytoplankton
        zooplankton bloom chlorophyll productivity acidification alkalinity carbonate coral reef plankton fishery ice
        sheet shelf floe iceberg polynya permafrost snow glacier aerosol dust smoke soot sulfate nitrate organic black
        carbon particulate pollutant pollution ozone nox voc photochemistry deposition wildfire biomass burning plume
        dispersion trajectory inventory urban street canyon vegetation biome canopy soil land-use deforestation carbon
        sink source budget flux nep gpp respiration holocene pleistocene pliocene eocene glacial interglacial
        milankovitch orbital proxy varve ice-core
    '''),
)
