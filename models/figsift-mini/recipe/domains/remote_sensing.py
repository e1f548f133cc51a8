"""Remote sensing, photogrammetry, GIS."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='remote sensing',
    fields=items('''
        remote sensing; photogrammetry; geoinformatics; Earth observation; geographic information science; cartography;
        satellite geodesy; precision agriculture; hyperspectral imaging; LiDAR remote sensing; radar interferometry;
        urban geography
    '''),
    topics=items('''
        land cover classification; crop type mapping; forest biomass; deforestation; burned areas; vegetation indices;
        urban expansion; surface temperature; snow cover; water bodies; flood mapping; soil moisture retrieval; sea ice;
        ocean colour; SAR interferometry; change detection; cloud masking; atmospheric correction; image registration;
        super-resolution; point cloud classification; canopy height; building footprints; road extraction; drone
        surveys; structure from motion; hyperspectral unmixing; time series of satellite images; phenology; drought
        monitoring; yield estimation; wildfire severity; coastal change; glacier velocity; night-time lights; street
        networks; accessibility; spatial interpolation; geocoding; OpenStreetMap data; data cubes; orthophotos
    '''),
    drivers=quantities('''
        wavelength|nm|400|2500; day of year||1|365; year||1984|2023; acquisition date||0|300; pixel size|m|0.1|1000|log;
        band||1|13; incidence angle|deg|15|60; distance|m|0|5000; height|m|0|60; number of training
        samples||50|50000|log; latitude|deg|-60|80; NDVI||0|1; time|months|0|60; segment size|pixels|5|500|log
    '''),
    quantities=quantities('''
        reflectance||0|0.6; NDVI||-0.2|0.95; backscatter|dB|-28|0; land surface temperature|K|270|325; canopy
        height|m|0|50; biomass|t/ha|0|400; overall accuracy|%|50|99; area|km2|1|10000|log; coherence||0|1; displacement
        rate|mm/yr|-60|20; leaf area index||0|7; radiance|W/m2/sr|0|200; elevation error|m|-5|5; cloud cover|%|0|100;
        snow fraction|%|0|100; kappa||0.3|0.98; chlorophyll concentration|mg/m3|0.05|50|log; burned area|ha|1|1e5|log;
        soil moisture|%|5|50; point density|1/m2|0.5|200|log; yield|t/ha|1|14; brightness temperature|K|180|310;
        EVI||0|0.9; root mean square error|m|0.05|5|log; number of images||0|80
    '''),
    entities=items('''
        images; pixels; scenes; satellites; fields; plots; crops; forests; cities; buildings; roads; rivers; lakes;
        tiles; bands; classes; segments; polygons; points; orbits; tracks; sensors; drones; sites; scenes; time series;
        ground control points; trees; parcels; glaciers
    '''),
    series=items('''
        Sentinel-1; Sentinel-2; Landsat 8; MODIS; VIIRS; PlanetScope; WorldView; ICESat-2; GEDI; UAV; LiDAR; in situ;
        red band; green band; blue band; near infrared; SWIR; VV; VH; ascending; descending; wheat; maize; soybean;
        forest; grassland; water; urban; bare soil; observed; fitted; smoothed; raw; random forest; U-Net; SVM; ground
        truth; prediction; before; after; cloud-free; 10 m; 30 m; 250 m
    '''),
    categories=items('''
        wheat; maize; soybean; rice; barley; rapeseed; forest; grassland; water; urban; bare soil; wetland; shrubland;
        snow; cloud; road; building; tree; vegetation; vehicle; red; green; blue; NIR; SWIR1; SWIR2; coastal; cirrus
    '''),
    objects=items('''
        satellite image; aerial photograph; orthomosaic; point cloud; digital surface model; false-colour composite;
        interferogram; classified map; segmentation mask; street map; drone; footprint of the satellite; field boundary;
        urban scene
    '''),
    modules=items('''
        satellite data; download; catalogue; atmospheric correction; cloud mask; mosaicking; co-registration; feature
        extraction; classifier; training samples; validation; time series; data cube; tile server; web map; point cloud
        processing; interferogram; unwrapping; geocoding; export
    '''),
    methods=items('''
        random forest classification; object-based image analysis; a convolutional neural network; spectral unmixing;
        phase unwrapping; persistent scatterer interferometry; structure from motion; harmonic regression;
        pan-sharpening; atmospheric correction; change vector analysis; image segmentation; iterative closest point
        registration; Savitzky-Golay smoothing; support vector machine classification; kriging; zonal statistics;
        accuracy assessment; radiative transfer modelling; bundle adjustment; compositing
    '''),
    software=items('''
        Google Earth Engine; QGIS; GDAL; SNAP; ENVI; rasterio; GeoPandas; PDAL; CloudCompare; Orfeo ToolBox; Leaflet;
        MapLibre; PostGIS; ISCE; the plugin; the web map; the R package; GRASS GIS; OpenDroneMap; xarray; Open Data Cube
    '''),
    clauses=items('''
        over the study area; for cloud-free acquisitions; in the growing season; at 10 m resolution; in true colour; in
        false colour; before and after the fire; for each class; in the near infrared; from 2000 to 2020; per pixel;
        along the flight line; over agricultural fields; against field measurements; for ascending and descending
        orbits; at the test site; in the validation area; from a drone; after topographic correction
    '''),
    remarks=items('''
        White areas are clouds; The red polygon is the study area; Bands are red, green and blue; The scale bar is 1 km;
        North is up; Yellow outlines are field boundaries; Background: satellite imagery; Coordinates are in UTM; Black
        pixels have no data; Dots are ground control points; Colours denote land cover classes; Lines are smoothed time
        series; Points are coloured by height; The image was acquired in July
    '''),
    words=single_words('''
        satellite sensor imagery image scene swath orbit nadir overpass revisit pixel resolution band spectral
        hyperspectral multispectral panchromatic thermal infrared optical radar sar interferometric insar polarimetric
        backscatter speckle coherence phase fringe unwrapping lidar laser altimetry waveform footprint return point
        cloud ground classification photogrammetry stereo disparity orthophoto orthomosaic orthorectified dem dsm dtm
        mosaic tile pyramid raster vector shapefile geojson geopackage geotiff projection datum wgs84 utm epsg
        reprojection georeferencing registration alignment ndvi evi ndwi nbr savi albedo emissivity reflectance radiance
        irradiance atmospheric aerosol cloud shadow mask composite cube phenology greenness senescence harvest crop
        field parcel irrigation fertilizer forest deforestation degradation regrowth biomass canopy crown tree height
        savanna fire burn severity scar flood inundation wetland water lake river delta coast shoreline mangrove reef
        turbidity snow ice glacier permafrost urban built-up impervious settlement building roof road street railway
        port airport solar panel population night-time lights land cover use change conversion map mapping cartography
        symbol legend basemap openstreetmap feature segmentation object detection annotation label polygon producer user
        accuracy omission commission kappa confusion drone uav flight altitude overlap gimbal camera gnss gps rtk imu
        control checkpoint geodesic buffer overlay intersect union centroid adjacency hotspot kernel isochrone
        accessibility walkability routing network
    '''),
)
