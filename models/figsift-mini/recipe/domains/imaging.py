"""Imaging, microscopy, image analysis."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='imaging',
    fields=items('''
        image analysis; microscopy; bioimaging; medical imaging; computational imaging; tomography; image processing;
        fluorescence microscopy; super-resolution microscopy; electron microscopy; magnetic resonance imaging;
        ultrasound imaging; digital pathology; computer vision; signal processing
    '''),
    topics=items('''
        cell segmentation; nucleus detection; cell tracking; deconvolution; super-resolution; localization microscopy;
        light-sheet microscopy; cryo-electron microscopy; particle picking; tomographic reconstruction; image
        registration; denoising; phase retrieval; MRI reconstruction; k-space sampling; diffusion MRI; perfusion
        imaging; brain segmentation; tumour delineation; lung nodules; retinal vessels; histology slides; tissue
        clearing; zebrafish embryos; organoids; calcium signals; fluorescence lifetime; colocalization; point spread
        functions; aberration correction; image quality; compression; feature matching; camera calibration; stereo
        vision; optical flow; object tracking; pose estimation; radiomics; computed tomography; attenuation correction;
        X-ray phase contrast; ptychography; photoacoustic imaging; hyperspectral microscopy; image annotation; atlas
        registration; 3D rendering of volumes; filament tracing; morphology of neurons
    '''),
    drivers=quantities('''
        position|µm|0|100; distance|pixels|0|500; time|s|0|300; frame||0|500; spatial frequency|1/µm|0|5;
        depth|µm|0|800; wavelength|nm|400|800; exposure time|ms|1|1000|log; number of photons||10|1e5|log;
        signal-to-noise ratio|dB|0|50; echo time|ms|5|120; threshold||0|255; iteration||0|200; angle|deg|0|180;
        radius|px|0|60; number of projections||10|1000|log; slice||0|120; acceleration factor||1|12; time after
        injection|min|0|60
    '''),
    quantities=quantities('''
        fluorescence intensity|a.u.|0|4000; Dice coefficient||0.4|1; peak signal-to-noise ratio|dB|18|50; structural
        similarity||0.4|1; number of cells||0|800; cell area|µm2|20|900; mean intensity||0|255; Fourier ring
        correlation||0|1; resolution|nm|10|500; localization precision|nm|2|60; mean squared displacement|µm2|0|5; T1
        relaxation time|ms|200|3000; attenuation coefficient|1/cm|0|1; contrast||0|1; volume|mm3|0.1|500|log;
        registration error|px|0|10; speed|µm/min|0|10; fractional anisotropy||0|1; Hounsfield units|HU|-1000|1500;
        counts||0|1e4; sharpness||0|1; circularity||0|1; intersection over union||0.3|0.98; gray value||0|65535;
        strain||-0.2|0.3; reconstruction error||1e-4|1|log; detection rate||0|1; signal|%|0|100; processing
        time|s|0.01|600|log
    '''),
    entities=items('''
        images; cells; nuclei; pixels; voxels; frames; slices; volumes; channels; tissues; scans; particles; regions of
        interest; filaments; vessels; organs; lesions; beads; tracks; masks; tiles; embryos; samples; fluorophores;
        objects; cameras; phantoms; stacks; patches; annotations; subjects; detectors; projections; contours; landmarks
    '''),
    series=items('''
        raw; denoised; deconvolved; ground truth; prediction; reference; reconstruction; low dose; full dose; widefield;
        confocal; STED; STORM; light sheet; DAPI; GFP; mCherry; phase contrast; brightfield; T1; T2; FLAIR; PET; CT;
        MRI; U-Net; StarDist; Cellpose; watershed; Otsu; manual; automatic; before registration; after registration;
        FBP; iterative; total variation; compressed sensing; x direction; y direction; z direction; control; treated;
        annotator 1; annotator 2; noisy; filtered; observer
    '''),
    categories=items('''
        nucleus; cytoplasm; membrane; background; mitochondria; actin; tubulin; vessel; tumour; necrosis; edema; grey
        matter; white matter; CSF; lung; liver; kidney; spleen; bone; muscle; fat; cell; debris; mitosis; interphase;
        channel 1; channel 2; channel 3
    '''),
    objects=items('''
        fluorescence micrograph; cell culture; tissue section; CT slice; MRI slice; phantom; zebrafish embryo; point
        spread function; segmentation mask; volume rendering; electron micrograph; retina; histology slide; sinogram;
        organoid; neuron; bead; brain; overlay of segmentation on image; before and after images
    '''),
    modules=items('''
        microscope; camera; acquisition; stitching; illumination correction; denoising; segmentation; tracking;
        measurement; visualisation; plugin; annotation tool; viewer; batch processing; training data; network;
        reconstruction; forward model; regulariser; registration; atlas; export; database
    '''),
    methods=items('''
        watershed segmentation; Otsu thresholding; a U-Net; Richardson-Lucy deconvolution; filtered back projection;
        compressed sensing; affine registration; non-rigid registration; phase correlation; single-particle tracking;
        template matching; total variation denoising; non-local means; structured illumination; Fourier ring correlation
        analysis; random forest pixel classification; active contours; the Hough transform; Gaussian filtering; region
        growing; optical flow; iterative reconstruction; expectation maximization; skeletonization; marching cubes;
        feature matching; multi-atlas segmentation
    '''),
    software=items('''
        ImageJ; Fiji; napari; CellProfiler; scikit-image; OpenCV; ITK; 3D Slicer; ilastik; QuPath; MONAI; Cellpose;
        ASTRA; RELION; BART; ANTs; Icy; OMERO; micro-manager; the plugin; the viewer; the graphical interface; the
        reconstruction toolbox
    '''),
    clauses=items('''
        in the green channel; in a single optical section; as a maximum intensity projection; before and after
        denoising; overlaid on the raw image; at 60x magnification; in axial, coronal and sagittal view; along the
        dashed line; with ground truth; for three example images; over time; in each frame; at different depths; with a
        scale bar of 20 µm; in false colours; with manual annotation; for a synthetic phantom; at low signal; across
        annotators; in the zoomed region
    '''),
    remarks=items('''
        Scale bar: 10 µm; Scale bars are 50 µm; Nuclei are in blue and membranes in green; Contours show the
        segmentation; Arrowheads mark dividing cells; The dashed box is enlarged on the right; Intensity profiles are
        taken along the yellow line; Cells are coloured by label; Images are contrast stretched; Yellow marks overlap;
        Insets are magnified three times; Left: input; right: output; White arrows point to artefacts; Red outlines are
        the prediction and green outlines the ground truth; Tracks are coloured by time
    '''),
    words=single_words('''
        microscope microscopy objective lens magnification numerical aperture immersion confocal widefield fluorescence
        fluorophore excitation emission dichroic laser bleaching photobleaching lifetime fret frap tirf sted storm palm
        sim light-sheet two-photon multiphoton brightfield phase contrast dic polarization darkfield electron sem tem
        cryo cryoem tomogram atomic force optical coherence endoscope ultrasound probe transducer doppler elastography
        mri k-space coil gradient echo spin relaxation diffusion perfusion tensor fiber tractography pet spect tracer
        uptake attenuation ct xray x-ray radiograph sinogram projection backprojection detector scintillator collimator
        dose phantom artifact artefact noise poisson gaussian denoise deblur deconvolution psf otf resolution pixel
        voxel slice stack volume frame channel grayscale rgb hue saturation brightness gamma histogram equalization
        threshold binary mask label outline contour boundary edge gradient sobel canny laplacian morphology erosion
        dilation opening closing skeleton watershed distance transform blob corner keypoint descriptor sift homography
        affine rigid elastic deformation field registration alignment mosaic stitching panorama tile pyramid crop patch
        augmentation segmentation instance semantic panoptic detection tracking lineage mitosis nucleus nuclei cytoplasm
        membrane organelle mitochondria actin microtubule filament vesicle golgi lysosome tissue section stain staining
        hematoxylin eosin immunofluorescence antibody dapi gfp cell embryo organoid spheroid zebrafish drosophila bead
        well plate petri histology pathology slide biopsy gland vessel retina fundus optic disc lesion nodule polyp
        tumor anatomy atlas landmark cortex skull spine vertebra heart ventricle lung airway liver kidney annotator
        annotation rater agreement overlap dice jaccard hausdorff
    '''),
)
