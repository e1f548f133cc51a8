"""Statistics and applied probability."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='statistics',
    fields=items('''
        statistics; biostatistics; data science; probability; Bayesian statistics; econometrics; survey methodology;
        time series analysis; spatial statistics; machine learning; causal inference; operations research;
        psychometrics; actuarial science; experimental design; multivariate analysis
    '''),
    topics=items('''
        Bayesian inference; Markov chain Monte Carlo; hierarchical models; posterior predictive checks; model
        comparison; prior sensitivity; regression diagnostics; missing data; causal effects; propensity scores;
        treatment effect heterogeneity; survival data; longitudinal data; clustered data; time series forecasting;
        change points; state space models; Gaussian processes; spatial point patterns; kriging; extreme values; copulas;
        quantile regression; generalized additive models; mixed-effects models; variable selection; lasso paths;
        principal components; factor analysis; cluster analysis; mixture models; nonparametric tests; multiple testing;
        power analysis; sample size; bootstrap confidence intervals; density estimation; outlier detection; functional
        data; compositional data; ordinal data; count data; zero inflation; network data; meta-analysis; simulation
        studies; randomization tests; sequential designs; item response models; record linkage; official statistics;
        sports analytics; election forecasts; sensitivity analysis; approximate Bayesian computation; variational
        inference; Hamiltonian Monte Carlo
    '''),
    drivers=quantities('''
        x||-3|3; sample size||5|1e5|log; iteration||0|5000; time||0|200; lag||0|40; lambda||1e-4|10|log;
        predictor||-2|2; age|years|18|90; theta||-4|4; number of clusters||1|15; quantile||0|1; degrees of
        freedom||1|60; effect size||-1|1; distance||0|100; year||1980|2022; probability||0|1; log lambda||-8|2; number
        of components||1|20; parameter value||-5|5; dose||0|10; rank||1|100; bandwidth||0.05|2
    '''),
    quantities=quantities('''
        density||0|0.5; posterior probability||0|1; log-likelihood||-500|-100; coefficient||-2|2; residual||-3|3;
        autocorrelation||-0.4|1; mean squared error||0|5; coverage|%|80|100; power||0|1; type I error||0|0.2;
        p-value||0|1; bias||-0.5|0.5; predicted value||-5|5; y||-4|4; odds ratio||0.2|8|log; hazard||0|0.4; cumulative
        probability||0|1; effective sample size||10|5000|log; R-hat||1|1.3; Bayes factor||0.01|1000|log; width of
        interval||0|3; count||0|120; variance explained|%|0|100; AIC||100|900; treatment effect||-2|3; estimate||-3|3;
        frequency||0|300; rate||0|20; score||0|100; entropy||0|4; risk||0|1; log odds||-4|4; standard error||0.01|1;
        loadings||-1|1
    '''),
    entities=items('''
        estimates; parameters; coefficients; samples; observations; groups; variables; predictors; covariates; models;
        chains; draws; simulations; replicates; clusters; components; respondents; subjects; intervals; priors;
        posteriors; residuals; studies; schools; counties; households; items; distributions; data sets; time points;
        strata; scenarios; estimators; tests; outcomes
    '''),
    series=items('''
        prior; posterior; likelihood; chain 1; chain 2; chain 3; chain 4; true value; estimate; frequentist; Bayesian;
        OLS; ridge; lasso; elastic net; GAM; GLM; spline; LOESS; kernel; nonparametric; parametric; bootstrap;
        asymptotic; exact; normal; Student t; Poisson; negative binomial; gamma; Weibull; treated; control; observed;
        fitted; simulated; complete case; multiple imputation; n = 20; n = 50; n = 100; n = 500; model 1; model 2; model
        3; full model; reduced model; null model; HMC; Gibbs; Metropolis; variational; unadjusted; adjusted; weighted;
        unweighted; men; women; group A; group B; forecast; actual; lower; upper; median
    '''),
    categories=items('''
        age; sex; income; education; smoking; weight; height; region; intercept; slope; sigma; tau; mu; beta1; beta2;
        beta3; alpha; gamma; strongly agree; agree; neutral; disagree; strongly disagree; yes; no; low; medium; high;
        school 1; school 2; school 3; school 4; urban; rural; married; single; employed; unemployed
    '''),
    objects=items('''
        directed acyclic graph; scatter of points; distribution; decision tree; dendrogram; histogram; regression line;
        plate diagram; flow diagram; table of estimates; posterior surface; network; map of counties; contingency table
    '''),
    modules=items('''
        raw data; cleaning; imputation; exploratory analysis; model specification; prior; likelihood; sampler;
        diagnostics; posterior predictive check; model comparison; cross-validation; estimates; report; formula
        interface; design matrix; estimator; bootstrap; simulation; data-generating process; plotting; summary table
    '''),
    methods=items('''
        maximum likelihood; Markov chain Monte Carlo; Hamiltonian Monte Carlo; the bootstrap; cross-validation; least
        squares; penalized regression; kernel density estimation; multiple imputation; inverse probability weighting;
        matching; difference-in-differences; instrumental variables; Gibbs sampling; the EM algorithm; principal
        component analysis; hierarchical clustering; linear mixed modelling; permutation testing; Gaussian process
        regression; spline smoothing; quantile regression; power analysis; approximate Bayesian computation; variational
        inference; importance sampling; sequential Monte Carlo; expectation propagation; LOO cross-validation; Kalman
        smoothing; ARIMA modelling; loess smoothing
    '''),
    software=items('''
        R; Stan; PyMC; brms; JAGS; BUGS; ArviZ; bayesplot; ggplot2; statsmodels; lme4; mgcv; INLA; Turing; NIMBLE; SAS;
        Stata; tidyverse; the package; the R package; emcee; scikit-learn
    '''),
    clauses=items('''
        with 95% confidence intervals; with 95% credible intervals; over 1000 simulations; for different sample sizes;
        under the null hypothesis; after burn-in; for four chains; by group; on the log scale; on the logit scale; given
        the data; under three priors; conditional on covariates; at the population level; for each predictor; with the
        true value marked; across replications; after adjustment for age; for the simulated data; as the sample size
        increases; from the fitted model; in and out of sample
    '''),
    remarks=items('''
        The vertical line marks the true value; Shaded areas are 95% credible intervals; Thin lines are posterior draws;
        Dots are posterior medians; The dashed line is the prior; Thick and thin lines are 50% and 95% intervals; The
        histogram is the sampling distribution; The red line is the observed statistic; Points above the line are
        underestimated; Whiskers are 95% confidence intervals; The dotted line is the nominal level; Colours denote
        chains; Grey lines are individual trajectories; The blue line is a smoother; The horizontal line is zero; Box
        widths are proportional to sample size
    '''),
    words=single_words('''
        probability likelihood prior posterior bayes bayesian frequentist estimator estimate estimation unbiased biased
        consistent efficient sufficient statistic parameter hyperparameter hyperprior conjugate marginal conditional
        joint independence dependence covariance correlation variance standard deviation error interval confidence
        credible highest density quantile percentile median mode mean expectation moment skewness kurtosis normal
        gaussian student cauchy laplace exponential gamma beta dirichlet poisson binomial bernoulli multinomial
        geometric hypergeometric weibull gumbel pareto lognormal uniform copula mixture latent hierarchical multilevel
        random fixed effect intercept slope interaction main covariate predictor regressor response outcome exposure
        confounder mediator collider instrument treatment assignment randomization block factorial latin design
        experiment trial cohort panel longitudinal cross-sectional cluster stratified weighting sampling sample
        population frame respondent nonresponse survey census imputation missingness censored truncated survival hazard
        proportional cox kaplan time-varying autoregressive moving average arima garch stationarity unit root seasonal
        trend decomposition forecast horizon backtesting smoothing filtering kalman particle state-space hidden markov
        chain mixing burn-in thinning autocorrelation convergence r-hat trace proposal acceptance leapfrog divergent
        funnel reparameterization variational elbo laplace approximation importance rejection gibbs metropolis hastings
        hamiltonian nuts tempering evidence bayes-factor aic bic waic loo deviance dic cross-validation holdout
        calibration coverage power size significance p-value hypothesis null alternative test wald score permutation
        rank sign wilcoxon anova manova chi-squared contingency odds risk ratio logit probit link glm gam spline knot
        basis kernel bandwidth density histogram bin regression linear logistic quantile robust ridge lasso elastic
        penalty shrinkage regularization path selection stepwise collinearity leverage cook outlier influential residual
        heteroscedasticity homoscedasticity normality qq pca factor loading scree biplot rotation cluster kmeans
        dendrogram silhouette gap discriminant multidimensional scaling correspondence functional spatial variogram
        semivariogram kriging nugget sill range point-pattern ripley lattice neighbour moran extreme return-level
        exceedance item-response rasch reliability cronbach likert utility decision loss risk minimax admissible
    '''),
)
