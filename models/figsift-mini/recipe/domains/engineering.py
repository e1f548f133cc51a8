"""Mechanical, civil, aerospace and control engineering."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='engineering',
    fields=items('''
        engineering; mechanical engineering; civil engineering; aerospace engineering; structural engineering; control
        engineering; industrial engineering; transportation engineering; automotive engineering; manufacturing; systems
        engineering; structural dynamics; acoustics; building physics; reliability engineering; process engineering;
        marine engineering; railway engineering
    '''),
    topics=items('''
        structural vibration; modal analysis; finite element analysis; topology optimization; bridge monitoring;
        earthquake loading of buildings; wind loads; wind turbine blades; heat exchangers; heat pumps; combustion
        engines; gas turbines; rocket propulsion; aircraft wings; drone flight control; model predictive control; PID
        controllers; Kalman filtering; fault detection; predictive maintenance; bearing faults; gear wear; machining;
        surface roughness; tolerance analysis; traffic flow; vehicle dynamics; autonomous driving; battery management;
        building energy demand; thermal comfort; room acoustics; noise control; sound absorption; ship hydrodynamics;
        offshore platforms; pipelines; water distribution networks; supply chains; production scheduling; queueing;
        multibody dynamics; contact mechanics; beam deflection; buckling of shells; truss design; concrete cracking;
        soil-structure interaction; tunnels; railways; elevators; additive manufacturing; digital twins; multi-objective
        design optimization; uncertainty quantification; surrogate modelling; satellite attitude control; trajectory
        optimization; sensor placement; energy harvesting
    '''),
    drivers=quantities('''
        time|s|0|60; frequency|Hz|0.1|2000|log; displacement|mm|0|100; load|kN|0|500; speed|km/h|0|200; rotational
        speed|rpm|0|8000; angle of attack|deg|-10|25; distance|m|0|200; temperature|C|-20|120; position along
        span|m|0|60; crank angle|deg|-180|540; mass flow rate|kg/s|0|20; hour|h|0|24; design variable||0|1;
        generation||0|200; thickness|mm|0.5|50; pressure|bar|1|300; slenderness ratio||10|250; traffic
        density|veh/km|0|150; number of cycles||1e3|1e8|log; Mach number||0.1|4; depth|m|0|60
    '''),
    quantities=quantities('''
        acceleration|m/s2|-12|12; displacement|mm|-50|50; force|kN|-100|500; stress|MPa|-200|600; deflection|mm|0|80;
        natural frequency|Hz|0.5|500; damping ratio|%|0|12; power|kW|0|3000; efficiency|%|20|98; temperature|C|15|180;
        lift coefficient||-0.5|2; drag coefficient||0.005|1.2; torque|N m|0|500; velocity|m/s|0|60; sound pressure
        level|dB|30|120; pressure|kPa|0|1000; bending moment|kN m|-400|400; shear force|kN|-200|200; fuel
        consumption|L/100 km|3|20; heat flux|W/m2|0|2000; control input||-10|10; tracking error|m|-1|1; yaw
        angle|deg|-90|90; reaction force|N|0|2000; state of charge|%|0|100; travel time|min|5|120; flow rate|m3/h|0|300;
        energy consumption|kWh|0|500; cost|EUR|100|1e6|log; reliability||0|1; vibration amplitude|mm/s|0|30; safety
        factor||0.5|4; voltage|V|0|48; strain|µm/m|-800|2000; settlement|mm|0|120; mass|kg|1|2000
    '''),
    entities=items('''
        beams; plates; bridges; buildings; columns; trusses; vehicles; aircraft; engines; turbines; blades; pumps;
        valves; pipes; bearings; gears; sensors; actuators; controllers; designs; loads; modes; elements; joints;
        machines; batteries; rooms; walls; slabs; foundations; drones; ships; trains; wheels; components; prototypes;
        structures; test rigs; panels; materials
    '''),
    series=items('''
        experiment; simulation; FEM; analytical; measured; predicted; reference; setpoint; PID; MPC; LQR; open loop;
        closed loop; with control; without control; passive; active; undamaged; damaged; healthy; faulty; inlet; outlet;
        front; rear; left wheel; right wheel; x direction; y direction; z direction; initial design; optimized design;
        linear; nonlinear; coarse mesh; fine mesh; Kalman filter; raw signal; filtered; mode 1; mode 2; mode 3; static;
        dynamic; hot; cold; loaded; unloaded; summer; winter; supply; return; baseline; proposed; steel; concrete;
        timber; aluminium; actual; estimated
    '''),
    categories=items('''
        heating; cooling; lighting; ventilation; motor; gearbox; bearing; pump; valve; fan; battery; wing; fuselage;
        tail; chassis; engine; wheel; brake; car; bus; truck; bicycle; train; tram; normal; inner race fault; outer race
        fault; ball fault; steel; concrete; wood; design A; design B; design C; north; south; east; west
    '''),
    objects=items('''
        truss bridge; beam; building frame; wind turbine; aircraft wing; car body; engine; pump; pipe network; gearbox;
        drone; ship hull; test rig; heat exchanger; satellite; robot arm; finite element mesh; mode shape; control loop;
        rail track; pressure vessel; crane; dam; bolted joint
    '''),
    modules=items('''
        reference; controller; plant; actuator; sensor; observer; feedback; disturbance; estimator; geometry; mesh;
        boundary conditions; solver; optimizer; objective function; constraints; surrogate; post-processing; CAD model;
        co-simulation; digital twin; data acquisition; signal conditioning; battery; inverter; motor; gearbox; load;
        heat source; heat sink; tank; valve; pump
    '''),
    methods=items('''
        finite element analysis; modal analysis; model predictive control; Kalman filtering; topology optimization;
        genetic algorithms; Newmark integration; operational modal analysis; fast Fourier transformation; response
        surface modelling; Monte Carlo simulation; fatigue life estimation; multibody simulation; system identification;
        particle swarm optimization; computational fluid dynamics; design of experiments; sensitivity analysis;
        lumped-parameter modelling; pole placement; adaptive control; strain-gauge measurement; rainflow counting; the
        boundary element method; reliability analysis; polynomial chaos expansion; ray tracing; wind tunnel testing;
        isogeometric analysis
    '''),
    software=items('''
        MATLAB; Simulink; Abaqus; ANSYS; COMSOL; Modelica; OpenModelica; EnergyPlus; OpenFAST; OpenSees; Code_Aster;
        FreeCAD; CalculiX; SUMO; CasADi; OpenMDAO; Dymos; the toolbox; the solver; the controller; FEniCS
    '''),
    clauses=items('''
        under harmonic excitation; at the mid-span; for the first three modes; in the time domain; in the frequency
        domain; during the step response; under cyclic loading; at full load; for different load cases; with and without
        damping; in the wind tunnel; over one drive cycle; for a cantilever beam; subject to constraints; at a speed of
        80 km/h; for the initial and the optimised design; over a typical day; at the operating point; in plan view; in
        side view; after a step change of the set point; at steady state
    '''),
    remarks=items('''
        Dashed lines are simulations and solid lines measurements; Deformations are magnified 50 times; Colours show von
        Mises stress; Dimensions are in mm; The red arrow is the applied load; Dotted lines mark the limits; The grey
        area is infeasible; Red dots are Pareto-optimal designs; The reference is shown in black; Sensors are numbered;
        The supports are fixed at the left end; Peaks correspond to natural frequencies; Flow is from left to right; The
        step occurs at t = 1 s; The undeformed shape is shown in grey; The vertical dashed line marks the fault
    '''),
    words=single_words('''
        beam truss frame column slab wall girder arch cable bridge tower dam tunnel foundation pile embankment retaining
        reinforcement rebar prestressed bolt weld rivet joint hinge support clamped cantilever simply supported span
        load live dead gust snow seismic excitation impulse harmonic resonance mode modal eigenfrequency damping
        stiffness mass spring damper mount isolation absorber vibration accelerometer shaker transducer gauge strain
        torque shaft bearing gear gearbox crank piston cylinder valve camshaft clutch brake wheel tyre suspension
        chassis steering axle vehicle automotive car truck bus train rail track locomotive aircraft airplane wing
        fuselage aileron rudder elevator airfoil aerofoil chord camber thrust propeller rotor blade turbine compressor
        nozzle combustor engine rocket spacecraft satellite launch attitude quaternion gyroscope reaction wheel thruster
        drone quadrotor uav helicopter glider ship vessel hull keel propeller mooring offshore wave buoy pipeline pump
        fan duct heat exchanger boiler chiller radiator refrigerant hvac ventilation insulation thermal comfort
        occupancy building facade window glazing roof envelope envelope solar shading energy demand consumption control
        controller feedback feedforward setpoint overshoot settling rise time gain integral derivative actuator servo
        motor encoder hydraulic pneumatic plant disturbance observer estimator identification stability margin robust
        adaptive predictive constraint horizon optimization objective pareto front design variable surrogate kriging
        surrogate multidisciplinary topology shape sizing reliability failure fault diagnosis prognosis maintenance
        remaining useful life machining milling turning drilling cutting grinding tool chip feed spindle roughness
        tolerance assembly manufacturing production scheduling inventory logistics supply warehouse queue traffic
        intersection signal lane pedestrian congestion cad drawing blueprint prototype
    '''),
)
