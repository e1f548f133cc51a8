"""Words of scientific captions that belong to no field: prose, statistics, charts, colours, sides, numbers; with inflections."""

from functools import cache

VERBS = '''show display depict illustrate present compare plot draw visualize visualise represent indicate denote mark highlight label annotate colour color shade outline enclose connect
join link separate divide split group sort order rank arrange align overlay superimpose stack offset shift scale normalize normalise average smooth filter fit interpolate extrapolate estimate compute calculate
evaluate measure observe record sample simulate model predict forecast generate create produce make obtain derive extract select choose define describe summarize summarise report list give provide contain
include exclude combine merge compose assemble build construct develop implement apply use employ utilize perform execute run test validate verify check confirm demonstrate reveal suggest imply
increase decrease rise fall grow shrink drop decline improve reduce exceed reach approach converge diverge vary change differ remain stay oscillate fluctuate saturate peak cross intersect overlap coincide agree deviate
depend correspond relate correlate refer respond act interact affect influence drive cause lead follow precede start begin end stop continue repeat iterate update load save store read write open close click
drag zoom rotate move place put set get take keep hold add remove insert delete replace crop resize resample transform convert map project encode decode compress process analyse analyze inspect explore
search find detect identify recognize recognise classify cluster segment track match register annotate train learn optimise optimize minimise minimize maximise maximize solve integrate differentiate discretize
parametrize parameterize initialise initialize configure adjust tune calibrate correct remove subtract multiply divide add weight bin count sum accumulate distribute allocate assign connect communicate send receive
pass return call invoke request query publish share download upload install import export render animate print view browse edit modify extend support enable allow require need expect assume consider treat regard know
see note focus zoom appear occur exist emerge form break bend stretch cool heat mix flow move travel propagate reflect refract scatter absorb emit transmit collect gather monitor control regulate trigger activate
inhibit suppress enhance amplify attenuate stabilise stabilize balance mount attach place embed cover surround fill color-code dash dot hatch truncate clip mask threshold quantify assess rate score benchmark profile
adapt reproduce modify redraw reprint license cite credit contribute collaborate participate recruit enrol interview survey ask answer propose introduce discuss explain clarify emphasise emphasize exemplify'''.split()

IRREGULAR = '''shown drawn given taken made found seen known chosen written built led held kept begun begin began grew grown fell fallen rose risen took gave ran run read set put sent met lost left felt dealt meant thought brought
bought fed fit cut split spread shed hit let cost beat bent broke broken froze frozen flew flown spun swept wound wore worn spoke spoken drove driven'''.split()

NOUNS = '''figure panel subpanel inset graph plot chart diagram map image picture photograph photo photography snapshot screenshot view overview schematic sketch drawing illustration rendering visualization visualisation animation frame movie video
line curve trace point dot marker symbol circle square triangle diamond star cross asterisk arrow bar box whisker violin histogram bin area band region zone contour isoline surface mesh grid cell tile pixel voxel
axis axes ordinate abscissa tick label title legend caption annotation colorbar colourbar scale color colour shade hue palette gradient line-width thickness size shape width height depth length radius diameter angle slope intercept
row column entry element block table matrix array vector tensor scalar value number count amount quantity level rate ratio fraction proportion percentage percent share probability frequency density distribution mean median mode average
maximum minimum range quartile quantile percentile deviation variance error uncertainty interval confidence credible significance test p-value statistic correlation coefficient regression residual outlier trend baseline reference threshold limit boundary
result finding outcome effect difference change increase decrease improvement reduction comparison relation relationship association dependence dependency trade-off behaviour behavior pattern structure feature property characteristic attribute factor
parameter variable coefficient constant function equation formula expression term model method approach technique procedure protocol algorithm scheme strategy framework tool toolkit toolbox package library module component element class object
function routine script program code software implementation version release repository documentation tutorial example demonstration demo use-case application interface workflow pipeline process step stage phase iteration loop cycle
input output data dataset database file format folder record sample subset set collection group category class type kind species case scenario condition setting configuration setup experiment trial run replicate repetition test study
analysis simulation calculation computation estimation prediction forecast measurement observation survey experiment evaluation validation verification benchmark assessment task problem solution system domain environment network node edge link
layer level hierarchy tree branch leaf root graph flow stream path track trajectory route time date day week month year hour minute second millisecond decade century period duration delay lag event start end onset peak valley plateau
space place location position site station center centre middle corner edge side top bottom left right front back north south east west direction orientation distance separation gap spacing resolution
user author developer researcher scientist community team institution laboratory organisation organization project task question answer choice option decision rule constraint objective goal target performance accuracy precision
speed cost budget efficiency quality quantity capacity resource memory storage energy power force pressure temperature mass weight volume field wave signal noise background foreground source sink sensor detector instrument device machine
unit metre meter kilometer kilometre centimeter millimeter micrometer nanometer gram kilogram degree radian kelvin celsius hertz watt volt ampere pascal joule newton litre mole
section part piece portion segment slice projection rotation translation transformation symmetry dimension plane axis origin coordinate vertex face edge volume body sphere cylinder cube cone plane ellipse polygon rectangle hexagon'''.split()

ADJECTIVES = '''red blue green orange purple violet magenta cyan turquoise teal yellow gold golden brown black white grey gray pink navy maroon olive beige silver crimson lime dark light bright pale deep vivid transparent translucent opaque
solid dashed dotted dash-dotted thick thin bold filled open hollow empty shaded hatched striped colored coloured color-coded colour-coded monochrome grayscale greyscale
left right upper lower top bottom middle central inner outer leftmost rightmost uppermost adjacent opposite vertical horizontal diagonal parallel perpendicular inward outward clockwise counterclockwise
first second third fourth fifth sixth last final initial previous next same different similar identical equal unequal distinct separate single double triple multiple several various many few numerous
high higher highest low lower lowest large larger largest small smaller smallest great greater long longer longest short shorter shortest wide wider narrow narrower fast faster fastest slow slower slowest strong stronger weak weaker
good better best poor worse worst new old early earlier late later recent current past future typical representative selected random uniform normal gaussian exponential linear nonlinear logarithmic quadratic cubic polynomial sinusoidal periodic
constant variable continuous discrete binary categorical numerical numeric quantitative qualitative empirical theoretical experimental observational synthetic artificial real true false actual expected predicted simulated measured observed estimated fitted
raw processed filtered smoothed normalized standardised standardized averaged cumulative relative absolute total partial full complete incomplete missing available local global regional national international spatial temporal spatiotemporal
one-dimensional two-dimensional three-dimensional 2d 3d high-dimensional multidimensional multivariate univariate bivariate marginal joint conditional posterior prior significant insignificant important main major minor key
simple complex complicated basic advanced general specific particular common rare frequent infrequent usual unusual optimal suboptimal maximal minimal mean median average corresponding respective associated related relevant
dense sparse smooth rough sharp blurred noisy clean clear visible invisible hidden exposed internal external upstream downstream forward backward direct indirect active passive static dynamic steady unsteady transient stable unstable
positive negative zero nonzero symmetric asymmetric homogeneous heterogeneous isotropic anisotropic finite infinite exact approximate coarse fine hierarchical nested modular graphical interactive automatic manual parallel sequential
possible impossible likely unlikely necessary sufficient appropriate suitable useful efficient effective robust accurate precise reliable reproducible consistent inconsistent independent dependent'''.split()

ADVERBS = '''respectively approximately roughly nearly almost exactly precisely slightly significantly considerably substantially strongly weakly clearly closely well badly quickly slowly rapidly gradually steadily linearly exponentially logarithmically monotonically
randomly uniformly normally independently simultaneously sequentially together separately individually jointly here there above below left right horizontally vertically diagonally radially axially spatially temporally locally globally
initially finally eventually previously subsequently later earlier before after during while whereas however moreover therefore thus hence instead also additionally furthermore only mostly mainly primarily partly fully completely entirely
typically usually generally commonly frequently often sometimes rarely never always again once twice automatically manually directly indirectly explicitly implicitly relatively respectively equally similarly likewise otherwise interactively'''.split()

FUNCTION = '''the a an of in on at by for with without from to into onto over under between among across along through within during per via as than then that this these those which who whose where when while because since if whether or and but nor not no
each every all both either neither some any most more less least fewer other another such same own its their our we they it is are was were be been being has have had can could may might must will would should do does did so too very
about above below after before until up down out off around against towards toward versus vs using based due according including excluding except e.g. i.e. et al cf see fig figs figure table eq equation ref refs section appendix supplementary adapted modified reproduced courtesy'''.split()

NUMBERS = '''zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty sixty hundred thousand million billion half third quarter dozen pair triple single double first second third fourth fifth
sixth seventh eighth ninth tenth i ii iii iv v vi a b c d e f g h'''.split()

CHARTS = '''plot scatterplot scatter line-plot lineplot barplot barchart histogram boxplot violin violinplot swarm beeswarm stripplot ridgeline joyplot heatmap heat-map contour contourf isocontour pcolormesh quiver streamplot streamline spectrogram scalogram periodogram
chromatogram spectrum spectra diffractogram seismogram hydrograph hyetograph waveform timeseries sparkline stem step stairs area stackplot pie donut treemap sunburst sankey chord alluvial dendrogram cladogram phylogram network graph hexbin kde ecdf cdf pdf ccdf
qq pp roc auc pr calibration reliability residual funnel forest volcano manhattan bland altman bode nyquist nichols root-locus pole zero smith polar rose radar spider ternary parallel coordinates corner pairplot scattermatrix triangle-plot trace-plot traceplot
posterior marginal joint jointplot facet faceted trellis small-multiples subplot subplots multi-panel multipanel composite collage mosaic montage gallery grid gantt timeline flowchart roofline scaling speedup convergence learning loss curve survival kaplan meier
choropleth cartogram basemap isochrone hillshade graticule projection mollweide hammer aitoff mercator orthographic stereographic surface wireframe isosurface volume point-cloud trajectory streamtube glyph orbit hovmoller hovmöller kymograph raster psth tuning
topography topoplot connectome circos karyogram ideogram pileup coverage dotplot bubble lollipop dumbbell waterfall tornado slope bump pyramid candlestick control pareto'''.split()

STATISTICS = '''anova t-test chi-square wilcoxon mann whitney kruskal wallis tukey bonferroni benjamini hochberg fdr fisher pearson spearman kendall r2 rmse mae mse mape bias auc aic bic likelihood log-likelihood bayes bayesian frequentist bootstrap jackknife
permutation cross-validation leave-one-out holdout sem sd std se ci hdi iqr cv pca ica tsne umap lda mcmc hmc nuts gibbs metropolis gaussian poisson binomial bernoulli beta gamma weibull lognormal laplace dirichlet cauchy uniform multinomial heteroscedastic
homoscedastic skewness kurtosis covariance eigenvalue eigenvector singular rank-sum quantile-quantile kernel bandwidth smoothing spline loess lowess kriging ordinary weighted least-squares ridge lasso elastic-net logistic softmax mixed-effects random-effects'''.split()

GENERIC_REMARKS = tuple(line.strip() for line in '''
See text for details
See the (main|) text for (further|more) (details|information|explanation)
Adapted from (an earlier study|previous work|the documentation|the tutorial)
Note the (different|logarithmic) (scale|scales|axis|axes)
All (axes|quantities|units) are (dimensionless|in arbitrary units|normalised)
Data are (available|provided) in the (repository|supplement|supplementary material)
The (code|script|notebook) (to reproduce|that reproduces|used for) this figure is (available|included) in the (repository|documentation)
(Parameters|Settings|Parameter values) are (given|listed) in (Table 1|Table 2|the text|the appendix)
For clarity, only (a subset|every tenth point|some of the data) is shown
(Colours|Symbols|Labels) are as in (Figure 1|Figure 2|the previous figure)
The same (data|parameters|model|scale) as in (Figure 1|the previous figure) (is|are) used
n = {n} [per group]
N = {n} (samples|observations|runs|cases)
Results are (averages|means|medians) (over|of) {n} (runs|repetitions|simulations|samples)
This (figure|plot) was (created|generated|made) (with|using) the (default|standard) settings
(Left|Right) and (right|left) (axes|panels) share the same scale
Best viewed in colour
(Higher|Lower) values are better
The (example|data set|model) is described in the (text|documentation|previous section)
These (results|values|data) (agree|are consistent) with (theory|earlier work|expectations|the literature)
'''.strip().splitlines())

SOFTWARE_LEADS = (
    'Example of {soft} output: {S}',
        '{K} (created|generated|produced|made|drawn) (with|by|using|in) {soft}[, showing {S}]',
        '(Sample|Typical|Example) (output|plot|result|figure|visualization) (from|of|produced by|generated by|obtained with) {soft} (showing|illustrating|for) {S}',
    'Usage example of {soft}: {S} {scope}', '{soft} can (plot|display|visualise|compute|show) {S}',
        '{A} {k} (created|produced|drawn) with (a few lines|a single line) of code',
        '(Visualization|Visualisation) (module|capabilities|features) of {soft}: {k} of {S}',
        '{S} computed with {soft} and (plotted|visualised) as {ak}',
    'Application of {soft} to {t}',
        '(Result|Results|Output) of (the|an) example (script|notebook|workflow|simulation|analysis) for {t}: {S}',
        'Comparison of {soft} with (analytical|published|reference|experimental) (results|solutions|data) for {S}',
        '{K} (from|in) the {soft} (tutorial|documentation|gallery|user guide)',
    'An illustration of the (use|functionality|features) of {soft} (for|in|on) {t}',
        'Demonstration of the {soft} (interface|workflow|pipeline|API) (on|for|with) {t}: {S}',
        'Verification of the implementation: {S} {scope}', 'Benchmark of {soft} for {t}',
)


def _doubles(verb: str) -> bool:
    return verb in {'plot', 'map', 'fit', 'drop', 'stop', 'run', 'set', 'get', 'cut', 'split', 'put', 'crop', 'clip',
        'drag', 'bin', 'dot', 'begin', 'refer', 'occur', 'emit', 'transmit'}


def inflected(verb: str) -> set[str]:
    """Base, third person, past and -ing form of a regular verb."""
    if verb.endswith('e'):
        return {verb, verb + 's', verb + 'd', verb[:-1] + 'ing'}
    if verb.endswith('y') and verb[-2] not in 'aeiou':
        return {verb, verb[:-1] + 'ies', verb[:-1] + 'ied', verb + 'ing'}
    third = verb + ('es' if verb.endswith(('s', 'x', 'z', 'ch', 'sh')) else 's')
    stem = verb + verb[-1] if _doubles(verb) else verb
    return {verb, third, stem + 'ed', stem + 'ing'}


def plural(noun: str) -> str:
    if noun.endswith('y') and noun[-2] not in 'aeiou':
        return noun[:-1] + 'ies'
    return noun + ('es' if noun.endswith(('s', 'x', 'ch', 'sh')) else 's')


@cache
def vocabulary() -> tuple[str, ...]:
    """All these words with their inflections, lower case, sorted."""
    found = {*IRREGULAR, *ADJECTIVES, *ADVERBS, *FUNCTION, *NUMBERS, *CHARTS, *STATISTICS, *NOUNS, *map(plural, NOUNS),
        *map(plural, CHARTS)}
    for verb in VERBS:
        found |= inflected(verb)
    return tuple(sorted(found))
