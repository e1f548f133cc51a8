"""Genetics, genomics, bioinformatics."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='genomics',
    fields=items('''
        genomics; genetics; bioinformatics; transcriptomics; proteomics; metagenomics; population genetics;
        phylogenetics; molecular biology; single-cell biology; epigenomics; computational biology; metabolomics;
        microbiology; virology; structural bioinformatics
    '''),
    topics=items('''
        single-cell RNA sequencing; differential gene expression; genome assembly; variant calling; copy number
        variation; DNA methylation; chromatin accessibility; transcription factor binding; alternative splicing;
        protein-protein interaction; gene regulatory networks; metagenomic communities; the gut microbiome; antibiotic
        resistance genes; viral evolution; SARS-CoV-2 lineages; phylogenetic inference; population structure; linkage
        disequilibrium; quantitative trait loci; genome-wide association studies; CRISPR screens; protein structure
        prediction; sequence alignment; read mapping; long-read sequencing; nanopore sequencing; pathway enrichment;
        gene ontology; codon usage; transposable elements; horizontal gene transfer; selective sweeps; ancient DNA;
        cancer genomes; somatic mutations; tumour heterogeneity; immune repertoires; cell type annotation; spatial
        transcriptomics; mass spectrometry proteomics; metabolic networks; microRNA expression; mitochondrial genomes;
        species trees; molecular clocks
    '''),
    drivers=quantities('''
        genomic position|Mb|0|250; position|bp|0|5000; sequencing depth|x|1|100; number of reads||1e3|1e8|log; read
        length|bp|50|30000|log; principal component 1||-20|20; time after infection|h|0|72; generation||0|500; distance
        to TSS|kb|-5|5; log2 fold change||-4|4; GC content|%|20|70; k-mer size||15|101; number of cells||100|1e6|log;
        allele frequency||0|1; sequence length|aa|50|2000; dose|nM|0.1|1000|log; passage||0|30; residue number||1|400
    '''),
    quantities=quantities('''
        normalized expression|TPM|0|500; read counts||1|1e5|log; coverage|x|0|120; gene expression|log2 CPM|0|14;
        methylation level|%|0|100; nucleotide diversity||0|0.02; heterozygosity||0|0.5; fixation index||0|0.6; Shannon
        diversity||0|6; species richness||5|400; relative abundance|%|0|80; bit score||20|600; percent
        identity|%|40|100; -log10 p-value||0|12; peak intensity|a.u.|0|1e5; number of variants||10|1e6|log; mutation
        rate||1e-10|1e-6|log; N50|kb|10|30000|log; runtime|min|0.5|600|log; enrichment score||-3|3; log2 ratio||-2|2;
        pseudotime||0|1; viability|%|0|110; viral load|copies/mL|100|1e9|log; root-mean-square deviation|Å|0|6;
        hydrophobicity||-3|3; bootstrap support|%|40|100
    '''),
    entities=items('''
        genes; transcripts; proteins; genomes; cells; samples; reads; contigs; variants; SNPs; chromosomes; species;
        strains; isolates; taxa; individuals; populations; patients; cell lines; clusters; pathways; sequences;
        peptides; peaks; motifs; haplotypes; clones; mutants; tumours; communities; lineages; families; residues; exons
    '''),
    series=items('''
        wild type; mutant; knockout; control; treated; untreated; tumour; normal; case; healthy; infected; mock; forward
        strand; reverse strand; replicate 1; replicate 2; Illumina; Nanopore; PacBio; STAR; BWA; minimap2; Salmon;
        DESeq2; edgeR; limma; QIIME; Kraken; RAxML; BLAST; exon; intron; promoter; intergenic; up-regulated;
        down-regulated; Alpha; Delta; Omicron; Bacteroidetes; Firmicutes; Proteobacteria; Actinobacteria; cluster 1;
        cluster 2; embryo; adult; male; female
    '''),
    categories=items('''
        T cells; B cells; NK cells; monocytes; dendritic cells; neurons; astrocytes; fibroblasts; macrophages;
        hepatocytes; human; mouse; rat; zebrafish; fruit fly; yeast; E. coli; Arabidopsis; rice; maize; liver; kidney;
        brain; heart; lung; spleen; muscle; chr1; chr2; chrX; A; C; G; T; missense; nonsense; frameshift; synonymous;
        apoptosis; cell cycle; DNA repair; metabolism; signalling; transport; translation
    '''),
    objects=items('''
        chromosome; DNA double helix; phylogenetic tree; gel electrophoresis image; protein structure; gene cluster;
        plasmid; cell culture; bacterial colony; genome browser track; ribosome; virus particle; sequence logo; multiple
        sequence alignment; regulatory network; operon; tissue section; petri dish
    '''),
    modules=items('''
        quality control; adapter trimming; read alignment; variant caller; assembler; quantification; normalisation;
        clustering; annotation; differential expression; enrichment analysis; database; reference genome; FASTQ files;
        BAM files; count matrix; workflow manager; genome browser; report; visualisation; k-mer counting; polishing;
        phylogeny inference; taxonomic classifier
    '''),
    methods=items('''
        quantile normalization; hierarchical clustering; principal component analysis; UMAP; gene set enrichment
        analysis; maximum likelihood phylogeny; Bayesian phylogenetic inference; neighbour joining; multiple sequence
        alignment; de novo assembly; read mapping; variant calling; peak calling; trajectory inference; Louvain
        clustering; batch correction; imputation; bootstrapping; homology search; molecular docking; qPCR; RNA-seq;
        ChIP-seq; ATAC-seq; Western blotting; flow cytometry; liquid chromatography; negative binomial regression; k-mer
        counting; coalescent simulation
    '''),
    software=items('''
        Bioconductor; Seurat; Scanpy; Biopython; samtools; Snakemake; Nextflow; Galaxy; IGV; Cytoscape; ggtree;
        phyloseq; GATK; bedtools; MEGA; BEAST; PyMOL; the pipeline; the R package; the web application; the command-line
        tool
    '''),
    clauses=items('''
        across replicates; in treated versus control cells; after quality filtering; at a false discovery rate of 5%;
        for the top 50 genes; relative to wild type; along the chromosome; around transcription start sites; in single
        cells; per sample; by cell type; between populations; with bootstrap support above 70%; after batch correction;
        normalised to library size; in three biological replicates; 24 hours after infection; at single-nucleotide
        resolution; in the reference genome; among isolates
    '''),
    remarks=items('''
        Genes with an adjusted p-value below 0.05 are highlighted; Columns are samples and rows are genes; Each dot
        represents a cell; Values are z-scores of log expression; Numbers at nodes are bootstrap values; The scale bar
        is substitutions per site; Chromosomes are drawn to scale; Dendrograms show hierarchical clustering; Cells are
        coloured by annotated cell type; Reads were mapped to the reference genome; Missing values are in grey; Branch
        lengths are proportional to genetic distance; Samples cluster by tissue; The top ten enriched pathways are
        listed; Asterisks mark significant differences; Exons are drawn as boxes and introns as lines; Rows and columns
        were clustered with Ward linkage
    '''),
    words=single_words('''
        allele allelic amino acid adenine guanine cytosine thymine uracil nucleotide nucleosome histone acetylation
        methyltransferase promoter enhancer silencer repressor activator operon codon anticodon ribosomal rrna trna mrna
        lncrna mirna sirna cdna amplicon primer probe barcode umi library adapter duplex strand sense antisense locus
        loci linkage recombination crossover inversion translocation deletion insertion indel duplication substitution
        transition transversion polymorphism genotype phenotype haplotype homozygous heterozygous dominant recessive
        penetrance epistasis pleiotropy heritability inbreeding drift selection fitness adaptation bottleneck admixture
        ancestry migration coalescent clade monophyletic paraphyletic outgroup rooted unrooted ortholog paralog homolog
        orthologous synteny conserved divergence speciation hybrid domestication cultivar germplasm accession marker
        microsatellite sequencing sequencer basecalling contig scaffold gap assembly polishing annotation gff fasta
        fastq vcf bam bed bigwig track browser ideogram karyotype telomere centromere mitochondria plastid chloroplast
        nucleus cytoplasm membrane receptor ligand kinase phosphatase phosphorylation ubiquitin protease enzyme
        substrate inhibitor agonist antibody antigen epitope mhc immunoglobulin cytokine interleukin interferon
        chemokine lymphocyte leukocyte macrophage neutrophil stem progenitor differentiation lineage fate embryo
        organoid culture passage transfection plasmid vector lentiviral crispr cas9 guide knockdown overexpression
        rescue reporter luciferase fluorescence gfp blot gel electrophoresis pcr qpcr elisa assay plate well incubation
        supernatant lysate pellet proteome peptide spectrum tryptic digest precursor isotope label quantification
        intensity metabolite metabolome lipid glucose lactate pathway flux stoichiometry biomass microbiome microbiota
        taxon taxonomic otu asv operational rarefaction diversity bray curtis unifrac ordination dysbiosis pathogen host
        commensal bacteriophage virulence resistance plasmidic resistome pangenome core accessory serotype lineage
        variant outbreak transmission vaccine spike helix sheet loop residue backbone sidechain docking folding disorder
        motif domain fold alphafold
    '''),
)
