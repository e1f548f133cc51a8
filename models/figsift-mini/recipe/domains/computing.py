"""Computer science: high-performance computing, systems, software engineering."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='computing',
    fields=items('''
        computer science; software engineering; high-performance computing; parallel computing; databases; distributed
        systems; operating systems; computer graphics; computer architecture; programming languages; cybersecurity;
        cloud computing; human-computer interaction; numerical software; scientific computing; research software
        engineering; data visualization; compilers; algorithms; blockchain; open science
    '''),
    topics=items('''
        parallel scaling; GPU acceleration; memory bandwidth; cache misses; load balancing; task scheduling; message
        passing; asynchronous I/O; checkpointing; workflow management; continuous integration; unit testing; code
        coverage; software citations; package dependencies; code review; bug reports; version control; containerization;
        reproducible research; automatic differentiation; just-in-time compilation; sparse linear algebra; matrix
        multiplication; fast Fourier transforms; adaptive mesh refinement; domain decomposition; graph algorithms;
        nearest-neighbour search; hashing; compression; query optimization; transactions; stream processing; web
        services; data pipelines; data lakes; metadata standards; file formats; provenance; interactive notebooks;
        dashboards; plugin systems; user interfaces; ray tracing; volume rendering; mesh generation; random number
        generation; floating-point error; mixed precision; energy consumption of data centres; network latency;
        intrusion detection; encryption; smart contracts; peer-to-peer networks; scientific visualization;
        domain-specific languages; type systems; static analysis; fuzz testing; simulation frameworks; agent-based
        frameworks; optimization solvers; constraint programming
    '''),
    drivers=quantities('''
        number of cores||1|4096|log; number of threads||1|128|log; number of GPUs||1|256|log; number of
        nodes||1|1024|log; problem size||100|1e8|log; matrix size||64|16384|log; message size|B|1|1e7|log; time|s|0|600;
        number of processes||1|8192|log; arithmetic intensity|FLOP/byte|0.05|100|log; number of records||1e3|1e9|log;
        block size|kB|1|4096|log; number of clients||1|1000|log; release||1|30; year||2000|2023; number of
        vertices||1e2|1e8|log; lines of code||100|1e6|log; request rate|1/s|10|10000|log; array length||10|1e8|log;
        dimension||2|1024|log; chunk size|MB|0.1|512|log; commit||0|2000; load|%|0|100
    '''),
    quantities=quantities('''
        runtime|s|0.001|1000|log; execution time|ms|0.1|10000|log; speed-up||1|256; parallel efficiency|%|20|100; memory
        usage|MB|1|64000|log; throughput|MB/s|1|10000|log; performance|GFLOP/s|1|10000|log; latency|µs|0.5|10000|log;
        bandwidth|GB/s|1|2000|log; CPU utilization|%|0|100; number of commits||0|500; number of downloads||1|1e6|log;
        lines of code||100|1e6|log; code coverage|%|0|100; cache miss rate|%|0|40; energy|J|1|1e5|log; power|W|50|700;
        compression ratio||1|20; error rate|%|0|20; relative error||1e-16|0.1|log; number of iterations||1|1e5|log;
        queries per second||10|1e6|log; recall||0.5|1; number of users||1|1e5|log; number of citations||0|400; file
        size|MB|0.01|5000|log; overhead|%|0|60; startup time|ms|1|2000|log; number of issues||0|300; frame
        rate|fps|5|240; wall time|min|0.1|600|log; load imbalance||1|3; hit ratio||0|1; response time|ms|1|2000|log
    '''),
    entities=items('''
        processors; cores; threads; nodes; clusters; GPUs; processes; tasks; jobs; packages; libraries; repositories;
        functions; modules; classes; users; developers; requests; queries; files; databases; servers; workloads;
        benchmarks; compilers; languages; kernels; matrices; graphs; contributors; releases; tests; commits;
        implementations; clients; devices; partitions; arrays; messages; solvers; APIs; containers
    '''),
    series=items('''
        CPU; GPU; serial; parallel; OpenMP; MPI; CUDA; OpenCL; Kokkos; Python; C++; Fortran; Julia; Rust; Java; R;
        MATLAB; NumPy; Numba; Cython; PyPy; JAX; Dask; Spark; NVIDIA A100; NVIDIA V100; AMD MI250; Intel Xeon; ARM;
        ideal; linear scaling; measured; strong scaling; weak scaling; this work; baseline; previous version; new
        version; v1.0; v2.0; optimized; naive; cold cache; warm cache; read; write; SSD; HDD; double precision; single
        precision; mixed precision; static schedule; dynamic schedule; 1 thread; 4 threads; 16 threads; PostgreSQL;
        SQLite; HDF5; NetCDF; Zarr; CSV; Parquet; insert; lookup; user time; system time; compute; communication; I/O;
        idle
    '''),
    categories=items('''
        Python; C++; Java; R; Julia; Fortran; Rust; JavaScript; documentation; tests; source; examples; bug; feature;
        question; Linux; macOS; Windows; setup; assembly; solve; output; read; write; compute; communicate; wait;
        frontend; backend; parser; core; utils; API; astronomy; biology; physics; engineering; social science; conda;
        pip; Docker
    '''),
    objects=items('''
        flow chart; class diagram; terminal window; web page; dashboard; notebook; code listing; file tree; network
        topology; server rack; GPU; pipeline; stack of layers; state machine; memory layout; search tree; graph; user
        interface; command-line output; sequence diagram
    '''),
    modules=items('''
        user; command line; web browser; REST API; load balancer; application server; worker; message queue; scheduler;
        cache; database; object storage; parser; compiler; optimizer; code generator; runtime; plugin; configuration
        file; logger; authentication; test suite; continuous integration; container; package manager; documentation;
        core library; Python bindings; graphical interface; data model; serializer; file system; event loop; client;
        server; input; output; controller; view; model
    '''),
    methods=items('''
        profiling; benchmarking; loop tiling; vectorization; just-in-time compilation; domain decomposition; work
        stealing; non-blocking communication; graph partitioning; memory pooling; hashing; binary search; dynamic
        programming; branch and bound; genetic programming; static analysis; fuzzing; regression testing; continuous
        integration; conjugate gradients; multigrid; Krylov subspace methods; automatic differentiation; divide and
        conquer; caching; lazy evaluation; batching; sampling; roofline analysis; code generation; source-to-source
        translation; topic modelling of repositories; a user survey
    '''),
    software=items('''
        GitHub; GitLab; Docker; Kubernetes; Jupyter; Dask; PETSc; Trilinos; Kokkos; MPI; NumPy; SciPy; pandas;
        Matplotlib; Plotly; ParaView; VTK; Blender; CMake; Spack; Singularity; PostgreSQL; Redis; Elasticsearch; Django;
        React; Electron; the library; the framework; our implementation; the web interface; the graphical user
        interface; the command-line interface
    '''),
    clauses=items('''
        on a single node; on 64 cores; with 16 threads; on an NVIDIA A100; for different problem sizes; compared with
        existing packages; in double precision; for strong and weak scaling; under heavy load; averaged over ten runs;
        with default settings; including I/O; excluding start-up time; on a log-log scale; for the largest test case;
        per time step; with and without caching; across versions; on a laptop; since the first release; for a mesh with
        one million cells; when called from Python
    '''),
    remarks=items('''
        Lower is better; Higher is better; The dashed line is ideal scaling; Arrows show the flow of data; Solid arrows
        are calls and dashed arrows are returned data; Boxes are modules; Timings exclude compilation; Both axes are
        logarithmic; Error bars are too small to be seen; Grey boxes are external dependencies; Optional components are
        dashed; Users interact only with the top layer; Colours distinguish modules; The roof is the peak performance of
        the machine; Each bar is broken down into stages; Tests were run on the same machine; The code that made this
        figure is in the repository; Times are medians of ten runs; The horizontal axis is the number of cores
    '''),
    words=single_words('''
        algorithm complexity asymptotic runtime compile compiler interpreter interpreted bytecode binary executable
        linker library package module function method class object instance interface abstract inheritance polymorphism
        template generic type pointer reference array list dictionary hash map set queue stack heap tree graph node edge
        vertex adjacency traversal depth-first breadth-first shortest path sort sorted search index indexing string
        regex parser lexer grammar syntax token ast semantic runtime exception error warning debug debugger breakpoint
        trace log logging profiler hotspot flame bottleneck overhead latency bandwidth throughput scalability scalable
        speedup efficiency amdahl gustafson strong weak scaling core thread process kernel warp block grid occupancy
        register cache l1 l2 dram numa socket hyperthreading simd vectorized avx instruction pipeline branch prediction
        prefetch memory allocation garbage collector leak page swap disk ssd filesystem lustre checkpoint restart
        serialization deserialization json xml yaml toml csv hdf5 netcdf parquet zarr protobuf schema metadata
        provenance ontology fair doi citation license open-source repository commit branch merge pull request fork issue
        release version semantic changelog contributor maintainer community governance documentation tutorial docstring
        readme test testing unit integration regression coverage continuous deployment container docker singularity
        image virtual machine cloud cluster slurm scheduler queue job batch workflow dag task dependency orchestration
        provisioning autoscaling microservice server client frontend backend database sql nosql query transaction
        replication shard partition consistency consensus raft paxos blockchain ledger node peer protocol http rest
        graphql websocket tcp udp packet router switch firewall encryption decryption key signature certificate
        authentication authorization password vulnerability exploit malware intrusion sandbox privacy gui cli tui widget
        button menu tab panel dialog slider checkbox dropdown toolbar sidebar canvas viewport window screen screenshot
        mouse keyboard touch gesture accessibility theme icon layout responsive browser plugin extension add-on notebook
        cell output console shell terminal prompt script command argument flag option configuration environment variable
        path file folder directory tree import export download upload install installation dependency resolver wheel
        conda pip npm cargo render rendering shader texture polygon mesh voxel ray tracing rasterization lighting camera
        scene animation frame visualization viewer plot dashboard interactive zoom pan hover tooltip legend
    '''),
)
