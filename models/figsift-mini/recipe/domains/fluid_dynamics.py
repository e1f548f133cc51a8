"""Fluid dynamics."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='fluid dynamics',
    fields=items('''
        fluid dynamics; fluid mechanics; computational fluid dynamics; aerodynamics; turbulence; hydrodynamics;
        multiphase flow; heat transfer; rheology; microfluidics; magnetohydrodynamics; combustion; gas dynamics;
        environmental fluid mechanics
    '''),
    topics=items('''
        turbulent channel flow; flow past a cylinder; vortex shedding; lid-driven cavity flow; Rayleigh-Benard
        convection; Rayleigh-Taylor instability; Kelvin-Helmholtz instability; Taylor-Green vortices; shock tubes; shock
        waves; supersonic jets; airfoil stall; boundary layer transition; large-eddy simulation; direct numerical
        simulation; turbulence models; droplet breakup; bubble rise; free-surface flow; dam break; sloshing; porous
        media flow; capillary waves; particle-laden flow; sediment transport; fluid-structure interaction; blood flow;
        swimming; lattice Boltzmann simulation; smoothed particle hydrodynamics; finite volume schemes; discontinuous
        Galerkin methods; immersed boundaries; adaptive mesh refinement; wind turbine wakes; pipe flow; mixing layers;
        plumes; natural convection; thin films; viscoelastic flow; granular collapse; shallow water flow; wave breaking;
        cavitation; atomization; flame propagation; detonation; electrohydrodynamics; drag reduction; particle image
        velocimetry; proper orthogonal decomposition; dynamic mode decomposition
    '''),
    drivers=quantities('''
        time|s|0|100; Reynolds number||1|1e6|log; distance from wall|y+|0.1|1000|log; x/D||-2|20; x/c||0|1;
        wavenumber|1/m|0.1|1000|log; radius|mm|0|50; Mach number||0.1|5; Rayleigh number||1e3|1e10|log; angle of
        attack|deg|-10|20; Strouhal number||0|1; number of cells||1e3|1e8|log; height|m|0|2; capillary
        number||1e-5|10|log; grid spacing|m|1e-4|0.1|log; streamwise position|m|0|4; Courant number||0.1|2; shear
        rate|1/s|0.01|1000|log; Weber number||0.1|1000|log; Froude number||0|3
    '''),
    quantities=quantities('''
        streamwise velocity|m/s|-0.5|2; pressure coefficient||-3|1.2; lift coefficient||-1|1.8; drag coefficient||0.1|2;
        vorticity|1/s|-20|20; turbulent kinetic energy|m2/s2|0|0.5; mean velocity|u+|0|25; Nusselt number||1|200|log;
        skin friction||0|0.01; temperature|K|280|1200; density|kg/m3|0.1|1.2; Reynolds stress||-0.5|5; energy
        spectrum|m3/s2|1e-8|1|log; dissipation rate|m2/s3|1e-5|1|log; interface height|m|0|1; bubble velocity|m/s|0|0.5;
        wall shear stress|Pa|0|5; viscosity|Pa s|1e-3|100|log; velocity magnitude|m/s|0|3; pressure drop|Pa|1|1e5|log;
        volume fraction||0|1; L2 error||1e-8|0.1|log; growth rate||0|1; Mach number||0|3; separation length||0|12;
        particle concentration||0|0.6; kinetic energy||0|1; enstrophy||0|20; wave height|m|-1|2; flow rate|L/min|0|20;
        Strouhal number||0.1|0.4
    '''),
    entities=items('''
        vortices; bubbles; droplets; particles; jets; wakes; shocks; boundary layers; plumes; eddies; cylinders;
        airfoils; flows; cells; grids; simulations; schemes; solvers; instabilities; waves; streaks; structures; fluids;
        films; fibres; channels; pipes; nozzles; profiles; modes; snapshots; cases; interfaces
    '''),
    series=items('''
        DNS; LES; RANS; k-epsilon; k-omega SST; Smagorinsky; experiment; present; simulation; analytical; Re = 100; Re =
        1000; Re = 10 000; coarse; medium; fine; exact; upwind; central; WENO; Lax-Friedrichs; HLLC; Roe; first order;
        second order; law of the wall; log law; laminar; turbulent; Newtonian; shear-thinning; upper surface; lower
        surface; liquid; gas; x component; y component; PIV; OpenFOAM; lattice Boltzmann; SPH; finite volume; Ghia et
        al.; Blasius; Poiseuille; instantaneous; mean; inviscid; viscous
    '''),
    categories=items('''
        cylinder; sphere; airfoil; cavity; channel; pipe; step; jet; wake; inlet; outlet; wall; upwind; TVD; WENO; ENO;
        mesh 1; mesh 2; mesh 3; water; air; oil; glycerol; blood
    '''),
    objects=items('''
        vortex street; jet; airfoil; cylinder wake; cavity flow; bubble; droplet splash; shock wave; mushroom cloud;
        turbulent eddies; flame; plume; breaking wave; computational mesh; pipe bend; convection rolls; ring vortex;
        fluid interface
    '''),
    modules=items('''
        mesh generator; pre-processor; boundary conditions; flux computation; Riemann solver; time integrator; pressure
        solver; turbulence model; particle tracker; level set; post-processor; checkpoint; load balancer; visualisation;
        case file; immersed boundary; multigrid; structure solver; coupling library
    '''),
    methods=items('''
        large-eddy simulation; direct numerical simulation; the lattice Boltzmann method; the finite volume method; the
        volume-of-fluid method; smoothed particle hydrodynamics; particle image velocimetry; proper orthogonal
        decomposition; dynamic mode decomposition; the spectral element method; the level-set method; Reynolds
        averaging; the projection method; linear stability analysis; Runge-Kutta time stepping; adaptive mesh
        refinement; hot-wire anemometry; the immersed boundary method; Richardson extrapolation; a Riemann solver;
        pseudo-spectral simulation; grid convergence analysis
    '''),
    software=items('''
        OpenFOAM; Nek5000; Basilisk; SU2; PyFR; Dedalus; preCICE; Palabos; Fluent; ParaView; Athena++; PeleC; FluidSim;
        OpenLB; Gmsh; MFC; the flow solver; the in-house code; Oceananigans; waLBerla
    '''),
    clauses=items('''
        at Re = 100; behind the cylinder; along the centreline; at the mid-plane; at t = 10; in the wake; near the wall;
        at a Mach number of 2; in wall units; for three grid resolutions; at steady state; in the streamwise direction;
        compared with experimental data; at the onset of instability; for increasing Reynolds number; in the symmetry
        plane; normalised by the free-stream velocity; averaged in time and span; upstream and downstream of the shock;
        over one shedding period
    '''),
    remarks=items('''
        Flow is from left to right; Colours show vorticity; Symbols are experimental data and lines are simulations;
        Dashed lines are negative contours; The dashed line has a slope of -5/3; The black line is the interface; Grid
        lines are every fourth; Velocity is normalised by the inlet value; Streamlines are overlaid; The solid line is
        the exact solution; The cylinder is shown in grey; Red is hot and blue is cold; Isosurfaces of the Q criterion
        are coloured by velocity; Time increases from top to bottom; Reference data are from the literature
    '''),
    words=single_words('''
        flow fluid liquid gas vapor laminar turbulent turbulence transitional viscous inviscid compressible
        incompressible subsonic transonic supersonic hypersonic steady unsteady vortex vortices vorticity eddy eddies
        swirl circulation recirculation separation reattachment stagnation wake jet plume mixing shear layer boundary
        wall friction velocity pressure density temperature entropy enthalpy mach reynolds prandtl rayleigh nusselt
        strouhal froude weber capillary bond peclet schmidt grashof richardson rossby stokes knudsen womersley
        streamline streakline pathline streamfunction potential lift drag moment thrust airfoil aerofoil chord camber
        leading trailing flap cylinder sphere step cavity channel duct pipe nozzle diffuser bend orifice inlet outlet
        inflow outflow periodic no-slip slip mesh grid cell face node stencil flux limiter upwind godunov riemann roe
        hllc weno eno tvd galerkin spectral multigrid poisson projection simple piso courant cfl convergence shock
        rarefaction contact discontinuity detonation deflagration flame front combustion ignition premixed diffusion
        fuel oxidizer droplet bubble spray atomization breakup coalescence interface surface tension contact angle
        wetting film capillary meniscus foam emulsion suspension sediment particle tracer granular porous darcy
        permeability slurry rheology viscosity newtonian thixotropic viscoelastic polymer microfluidic lab-on-chip
        convection conduction radiation buoyancy stratified rotating coriolis ekman benard taylor couette poiseuille
        blasius kolmogorov cascade inertial dissipation spectrum energy enstrophy helicity isotropic homogeneous
        anisotropic reynolds-averaged subgrid closure wall-function pod dmd mode snapshot piv ldv schlieren shadowgraph
        hot-wire wind tunnel flume towing basin wave soliton tsunami sloshing dam-break free-surface cavitation erosion
        blood artery aneurysm swimming flapping insect fish
    '''),
)
