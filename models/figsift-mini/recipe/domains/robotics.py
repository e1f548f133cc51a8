"""Robotics and autonomous systems."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='robotics',
    fields=items('''
        robotics; autonomous systems; control; computer vision; mechatronics; human-robot interaction; swarm robotics;
        multi-robot systems; field robotics; autonomous vehicles; haptics; navigation; biomechanics
    '''),
    topics=items('''
        motion planning; simultaneous localization and mapping; visual odometry; path following; obstacle avoidance;
        manipulation; grasping; legged locomotion; quadruped gaits; humanoid balance; inverse kinematics; trajectory
        optimization; model predictive control; imitation learning; sim-to-real transfer; teleoperation; swarm
        behaviour; drone racing; underwater vehicles; surgical robots; soft robots; exoskeletons; gait analysis; motion
        capture; muscle models; sensor fusion; LiDAR mapping; point cloud registration; camera calibration; autonomous
        driving; collision detection; multi-agent path finding; coverage planning; exploration; behaviour trees; robot
        middleware; simulation environments; tactile sensing; human motion; prosthetics; agricultural robots;
        localization in warehouses
    '''),
    drivers=quantities('''
        time|s|0|60; distance|m|0|50; step||0|5000; number of robots||1|100; joint angle|deg|-180|180; speed|m/s|0|10; x
        position|m|-10|10; number of obstacles||0|60; gait cycle|%|0|100; frequency|Hz|0.1|50|log; planning
        time|s|0.01|100|log; payload|kg|0|20; episode||0|3000; map size|m|10|1000|log; iterations||1|10000|log
    '''),
    quantities=quantities('''
        position|m|-10|10; velocity|m/s|-3|3; joint torque|N m|-100|100; tracking error|m|0|1; path length|m|1|200;
        success rate|%|0|100; orientation|deg|-180|180; acceleration|m/s2|-20|20; yaw rate|rad/s|-3|3; force|N|0|200;
        computation time|ms|0.1|5000|log; drift|%|0|5; battery level|%|0|100; reward||-100|300; absolute trajectory
        error|m|0.01|5|log; knee angle|deg|-10|70; ground reaction force|N|0|1500; height|m|0|30; distance to
        goal|m|0|20; number of collisions||0|40; coverage|%|0|100; muscle activation||0|1; cost||0|50;
        uncertainty|m|0|2; control input||-1|1; curvature|1/m|-1|1; clearance|m|0|3
    '''),
    entities=items('''
        robots; drones; vehicles; joints; links; legs; grippers; paths; trajectories; landmarks; obstacles; waypoints;
        agents; sensors; cameras; motors; maps; poses; scenes; tasks; planners; controllers; participants; wheels;
        actuators; objects; targets; frames; swarms; muscles
    '''),
    series=items('''
        ground truth; estimated; odometry; SLAM; GPS; IMU; LiDAR; camera; EKF; UKF; particle filter; reference; actual;
        desired; measured; simulated; RRT; RRT*; PRM; A*; Dijkstra; PID; MPC; LQR; real robot; simulation; left leg;
        right leg; hip; knee; ankle; joint 1; joint 2; joint 3; x; y; z; roll; pitch; yaw; robot 1; robot 2; robot 3;
        leader; follower; without disturbance; with disturbance; planned path; executed path
    '''),
    categories=items('''
        pick; place; push; pull; walk; trot; gallop; cup; bottle; box; ball; indoor; outdoor; office; warehouse;
        corridor; hip; knee; ankle; shoulder; elbow; wrist; success; failure; collision; timeout; rough terrain; flat
        ground; stairs
    '''),
    objects=items('''
        robot arm; mobile robot; quadrotor; occupancy grid; maze; gripper; humanoid; quadruped; underwater vehicle;
        autonomous car; point cloud of a room; kinematic chain; simulation environment; test track; exoskeleton; camera
        view; road scene; swarm
    '''),
    modules=items('''
        perception; localization; mapping; planner; controller; actuator; sensor driver; state estimator; behaviour
        tree; simulator; middleware node; topic; service; action server; user interface; point cloud; camera; LiDAR;
        IMU; motor driver; gripper; collision checker; trajectory generator; policy; world model
    '''),
    methods=items('''
        extended Kalman filtering; particle filtering; rapidly exploring random trees; A* search; model predictive
        control; inverse kinematics; trajectory optimization; reinforcement learning; factor graph optimization;
        iterative closest point; visual servoing; impedance control; dynamic movement primitives; potential fields;
        behaviour cloning; domain randomization; bundle adjustment; Monte Carlo localization; motion capture; inverse
        dynamics; feedback linearization
    '''),
    software=items('''
        ROS; ROS 2; Gazebo; MuJoCo; PyBullet; MoveIt; Drake; OMPL; CARLA; Webots; OpenSim; Isaac Sim; Pinocchio; GTSAM;
        Cartographer; the simulator; the toolbox; the planner; the middleware
    '''),
    clauses=items('''
        in simulation; on the real robot; in a cluttered environment; along a figure-eight path; over 50 trials; in top
        view; from start to goal; under external disturbances; with and without loop closure; during one gait cycle; for
        the left and right leg; in an office building; at 100 Hz; with sensor noise; for ten random maps; in an unknown
        environment; during takeoff and landing; around obstacles
    '''),
    remarks=items('''
        The green dot is the start and the red star the goal; Obstacles are in grey; The dashed line is the reference
        path; Ellipses are 3 sigma uncertainty; Arrows show the heading; Snapshots are 0.5 s apart; Shaded areas are one
        standard deviation; Coloured frames are coordinate systems; Blue is planned and orange is executed; The occupied
        cells are black; Vertical lines mark heel strike; Units are metres
    '''),
    words=single_words('''
        robot robotic manipulator arm gripper end-effector joint link revolute prismatic kinematic kinematics dynamics
        jacobian singularity workspace dof pose quaternion frame transform odometry wheel encoder imu gyroscope
        accelerometer magnetometer gps lidar radar sonar camera stereo depth rgb-d slam localization mapping map
        occupancy voxel octomap loop closure landmark feature descriptor keyframe bundle adjustment filter kalman
        particle estimate covariance planner planning path trajectory waypoint spline obstacle collision clearance goal
        start roadmap tree sampling search heuristic grid graph shortest controller control feedback tracking setpoint
        torque actuator motor servo gear compliance impedance force tactile touch contact friction grasp grasping
        manipulation pick place assembly bin conveyor mobile differential drive omnidirectional legged biped quadruped
        hexapod humanoid gait stride step stance swing foot balance zmp drone quadrotor hover takeoff landing flight
        fixed-wing underwater auv rov surface vessel sailing glider car lane road pedestrian traffic intersection
        parking autonomous driving swarm flock formation consensus leader follower agent multi-agent coordination task
        allocation exploration coverage patrol search rescue inspection agriculture warehouse delivery surgery surgical
        rehabilitation exoskeleton prosthesis wearable human operator teleoperation haptic gesture speech interaction
        social policy reward demonstration imitation reinforcement simulation simulator physics engine ros node topic
        message behaviour state machine soft pneumatic cable tendon muscle motion capture marker biomechanics
        musculoskeletal tendon ligament ground reaction walking running jumping arm reach hand finger thumb
    '''),
)
