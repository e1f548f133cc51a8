"""Mathematics, numerical analysis, dynamical systems."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='mathematics',
    fields=items('''
        mathematics; numerical analysis; applied mathematics; dynamical systems; optimization; geometry; topology;
        linear algebra; partial differential equations; probability theory; graph theory; combinatorics; number theory;
        computational geometry; approximation theory; inverse problems; control theory; mathematical biology; computer
        algebra
    '''),
    topics=items('''
        finite element methods; spectral methods; time integration; stiff systems; ordinary differential equations;
        delay differential equations; stochastic differential equations; partial differential equations; boundary value
        problems; eigenvalue problems; linear solvers; preconditioners; multigrid; Krylov methods; interpolation;
        quadrature; splines; wavelets; Fourier series; orthogonal polynomials; random matrices; tensor decompositions;
        low-rank approximation; convex optimization; nonlinear programming; global optimization; gradient descent;
        Newton methods; evolutionary algorithms; test functions; bifurcations; chaos; limit cycles; strange attractors;
        fractals; Mandelbrot sets; cellular automata; reaction-diffusion systems; Turing patterns; travelling waves;
        solitons; level sets; minimal surfaces; curvature; triangulations; Voronoi diagrams; convex hulls; tilings;
        knots; persistent homology; Markov chains; random walks; Brownian motion; Monte Carlo integration; uncertainty
        quantification; polynomial chaos; sensitivity indices; reduced-order models; dynamic mode decomposition; sparse
        identification; inverse problems; regularization; optimal transport; prime numbers; continued fractions; complex
        functions; automatic differentiation
    '''),
    drivers=quantities('''
        x||-5|5; t||0|50; n||1|1000|log; h||1e-4|1|log; iteration||0|200; polynomial degree||1|40; parameter||-2|4;
        dimension||1|100; k||0|60; epsilon||1e-6|1|log; number of degrees of freedom||10|1e7|log; angle||0|6.28;
        r||2.5|4; alpha||0|1; time step||1e-4|0.5|log; number of samples||10|1e6|log; rank||1|200; condition
        number||1|1e10|log
    '''),
    quantities=quantities('''
        u||-1.5|1.5; f(x)||-2|2; error||1e-12|1|log; residual||1e-14|10|log; eigenvalue||-3|3; singular
        value||1e-8|10|log; objective function||0|100; amplitude||0|3; solution||-1|1; norm||0|10; concentration||0|1;
        probability density||0|0.6; CPU time|s|0.01|1000|log; energy||-1|2; phase||-3.2|3.2; convergence rate||0|6;
        determinant||-2|2; fitness||0|100; step size||1e-6|1|log; variance||0|4; curvature||-2|2; displacement||-1|1;
        entropy||0|3; Lyapunov exponent||-1|1; gradient norm||1e-8|10|log; population||0|100; Betti number||0|30;
        distance||0|5; cost||0|50; relative error||1e-15|0.1|log; constraint violation||1e-8|1|log; Sobol index||0|1
    '''),
    entities=items('''
        functions; solutions; polynomials; matrices; eigenvalues; meshes; elements; triangles; grids; schemes; methods;
        solvers; iterates; trajectories; orbits; fixed points; curves; surfaces; polygons; polyhedra; graphs; sequences;
        primes; paths; particles; basis functions; coefficients; nodes; modes; equations; systems; algorithms; test
        problems; points; samples; realizations; waves; patterns
    '''),
    series=items('''
        exact; approximate; analytical solution; numerical solution; Euler; implicit Euler; Runge-Kutta; RK4;
        Crank-Nicolson; BDF2; Adams-Bashforth; Newton; gradient descent; BFGS; conjugate gradient; GMRES; Jacobi;
        Gauss-Seidel; multigrid; P1; P2; P3; order 1; order 2; order 4; Chebyshev; Legendre; Fourier; spline; linear;
        cubic; n = 8; n = 16; n = 32; h = 0.1; h = 0.01; t = 0; t = 1; t = 5; stable; unstable; prey; predator; u; v; w;
        x(t); y(t); z(t); random; deterministic; Monte Carlo; quasi-Monte Carlo; sparse grid; initial guess; final
        solution; upper bound; lower bound
    '''),
    categories=items('''
        sphere; Rosenbrock; Rastrigin; Ackley; Griewank; Himmelblau; Beale; Booth; triangle; square; pentagon; hexagon;
        cube; tetrahedron; octahedron; torus; interior; boundary; x1; x2; x3; x4; x5; forward; backward; central;
        feasible; infeasible
    '''),
    objects=items('''
        fractal; Voronoi diagram; Delaunay triangulation; polyhedron; knot; tiling; torus; Klein bottle; Mobius strip;
        minimal surface; simplex; lattice; graph; tree; finite element mesh; contour; cellular automaton; spiral; Julia
        set; strange attractor; phase portrait
    '''),
    modules=items('''
        problem definition; mesh; function space; weak form; assembly; linear solver; preconditioner; nonlinear solver;
        time stepper; event detection; adaptivity; error estimator; post-processing; symbolic expression; code
        generation; differentiation; parameter estimation; optimiser; constraints; sampler; plotting
    '''),
    methods=items('''
        Newton's method; the finite element method; the finite difference method; Runge-Kutta integration; Gaussian
        quadrature; singular value decomposition; QR decomposition; numerical continuation; Monte Carlo integration;
        gradient descent; simulated annealing; particle swarm optimization; differential evolution; spectral
        collocation; Galerkin projection; operator splitting; Richardson extrapolation; adaptive refinement; linear
        programming; branch and bound; polynomial chaos expansion; proper orthogonal decomposition; sparse regression;
        Tikhonov regularization; Voronoi tessellation; Delaunay triangulation; interval arithmetic; symbolic
        computation; shooting; homotopy
    '''),
    software=items('''
        FEniCS; deal.II; DifferentialEquations.jl; SciPy; Chebfun; Mathematica; SageMath; SymPy; Maple; MATCONT; AUTO;
        Gmsh; CGAL; JuMP; CVXPY; IPOPT; PETSc; Firedrake; MFEM; the solver; the Julia package; the toolbox; DOLFINx;
        NLopt; SALib; PySINDy; Dedalus
    '''),
    clauses=items('''
        on the unit square; on the interval from -1 to 1; for different initial conditions; with periodic boundary
        conditions; at the final time; as h tends to zero; in the complex plane; in the L2 norm; for three polynomial
        degrees; on a log-log scale; for the heat equation; for the Lorenz system; near the bifurcation point; on a
        uniform and an adaptive mesh; in two dimensions; in machine precision; with 95% of the variance; in phase space;
        under mesh refinement; with Dirichlet boundary conditions; for a random initial guess
    '''),
    remarks=items('''
        The dashed line is the exact solution; Slopes of reference lines are given; Black dots are fixed points; Arrows
        show the vector field; The red cross is the global minimum; Colours denote basins of attraction; Filled circles
        are stable and open circles unstable; Contours are equally spaced; Grey lines are level sets; Lines of slope one
        and two are shown for reference; The initial condition is dotted; The path of the iterates is in red; Colour
        encodes the argument; Both axes are logarithmic; The mesh is shown in grey
    '''),
    words=single_words('''
        theorem lemma proof conjecture axiom definition corollary function mapping operator functional derivative
        gradient hessian jacobian integral antiderivative limit series sequence sum product convergence divergence
        continuity differentiable smooth analytic polynomial rational trigonometric exponential logarithm hyperbolic
        root zero pole residue complex imaginary conjugate real integer natural prime factor divisor modulus congruence
        fraction irrational transcendental matrix vector scalar tensor determinant trace rank nullspace kernel image
        basis span orthogonal orthonormal projection eigenvalue eigenvector singular decomposition factorization lu qr
        svd cholesky inverse pseudoinverse norm inner outer linear affine convex concave quadratic bilinear symmetric
        definite positive sparse dense banded block iterative direct solver preconditioner krylov gmres cg multigrid
        relaxation smoother restriction prolongation fixed-point newton secant bisection bracket quadrature trapezoidal
        simpson gauss interpolation lagrange hermite spline bezier nurbs chebyshev legendre laguerre fourier wavelet
        collocation galerkin weak strong variational element finite difference volume boundary spectral mesh grid
        stencil node triangle quadrilateral tetrahedron hexahedron refinement adaptive error estimator residual
        stability stiff explicit implicit euler runge kutta multistep symplectic splitting time-step ode pde dae sde
        elliptic parabolic hyperbolic advection diffusion reaction heat wave poisson laplace helmholtz burgers
        schrodinger korteweg cahn hilliard allen gray scott turing pattern spiral front soliton dynamical attractor
        basin manifold saddle focus nodal center limit cycle homoclinic heteroclinic hopf pitchfork fold transcritical
        period doubling chaos lyapunov poincare section map iterate fractal mandelbrot julia cantor sierpinski koch
        automaton optimisation minimizer maximizer saddle-point lagrangian kkt dual primal constraint feasible barrier
        penalty trust region line-search stochastic annealing genetic swarm evolutionary heuristic integer programming
        knapsack tsp graph tree path cycle coloring matching flow cut permutation combination partition lattice group
        ring field algebra topology homology manifold curvature geodesic surface sphere torus knot polygon polyhedron
        convex hull voronoi delaunay tessellation tiling symmetry probability measure random variable expectation
        variance markov chain martingale brownian poisson process monte carlo sampling uncertainty sobol chaos surrogate
    '''),
)
