"""Network science and communication networks."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='networks',
    fields=items('''
        network science; complex systems; communication networks; graph theory; wireless communications; Internet of
        Things; social network analysis; epidemiology on networks; telecommunications; systems biology; infrastructure
        networks; computational social science
    '''),
    topics=items('''
        community detection; degree distributions; small-world networks; scale-free networks; network robustness;
        percolation; epidemic spreading; information diffusion; link prediction; temporal networks; multilayer networks;
        hypergraphs; motifs; centrality measures; random graphs; knowledge graphs; citation networks; transport
        networks; power grids; food webs; brain networks; social media networks; wireless sensor networks; 5G networks;
        routing protocols; congestion control; packet loss; network topology; blockchain transactions; mobility
        patterns; synchronization; opinion dynamics; cascading failures; supply networks; bipartite networks; graph
        embeddings; network visualisation; topological data analysis; simplicial complexes; voter models; game theory on
        graphs; cellular automata; self-organization; traffic networks; spectrum allocation; channel estimation; bit
        error rates; antenna arrays
    '''),
    drivers=quantities('''
        degree||1|1000|log; number of nodes||10|1e6|log; time|steps|0|200; fraction of removed nodes||0|1; infection
        rate||0|1; distance|hops|1|12; rewiring probability||1e-4|1|log; signal-to-noise ratio|dB|-10|30; number of
        users||1|500; packet size|B|64|9000|log; density||0|1; layer||1|10; bandwidth|MHz|1|100; transmit
        power|dBm|-10|40; threshold||0|1; average degree||0|20; community size||3|1000|log
    '''),
    quantities=quantities('''
        probability||1e-6|1|log; clustering coefficient||0|1; average path length||1|12; modularity||0|0.9; size of the
        giant component||0|1; fraction infected||0|1; betweenness centrality||0|0.3; bit error rate||1e-7|0.5|log;
        throughput|Mbit/s|1|1000|log; latency|ms|0.5|300|log; packet delivery ratio|%|40|100; number of
        edges||10|1e7|log; normalized mutual information||0|1; order parameter||0|1; spectral efficiency|bit/s/Hz|0|12;
        number of communities||1|100; PageRank||1e-6|0.1|log; degree||1|1000|log; assortativity||-0.5|0.5;
        persistence||0|1; eigenvalue||-2|10; received power|dBm|-120|-30; energy consumption|mJ|0.1|100|log;
        entropy|bits|0|8; link weight||0|100; opinion||-1|1; activity||0|500; robustness||0|0.5; coverage|%|0|100
    '''),
    entities=items('''
        nodes; edges; links; networks; graphs; communities; hubs; users; routers; sensors; stations; antennas; packets;
        messages; layers; motifs; paths; vertices; agents; clusters; neighbours; components; devices; channels;
        hyperedges; triangles; cliques; airports; cities; species; proteins; papers; tweets; contacts
    '''),
    series=items('''
        Erdos-Renyi; Barabasi-Albert; Watts-Strogatz; configuration model; real network; null model; random removal;
        targeted attack; Louvain; Leiden; Infomap; spectral; in-degree; out-degree; susceptible; infected; recovered;
        theory; simulation; mean field; k = 4; k = 8; N = 100; N = 1000; BPSK; QPSK; 16-QAM; 64-QAM; LoRa; WiFi; LTE;
        5G; uplink; downlink; AODV; OLSR; proposed; baseline; layer 1; layer 2; directed; undirected; weighted;
        unweighted
    '''),
    categories=items('''
        Facebook; Twitter; Wikipedia; power grid; airports; roads; email; protein; citation; collaboration; C. elegans;
        internet; trade; degree; closeness; betweenness; eigenvector; PageRank; router; switch; gateway; server; client
    '''),
    objects=items('''
        network graph; random graph; hub and spokes; bipartite graph; community structure; adjacency matrix; lattice;
        tree; knowledge graph; hypergraph; multilayer network; network topology; antenna array; social network;
        dendrogram of communities; simplicial complex
    '''),
    modules=items('''
        graph generator; edge list; loader; layout; community detection; centrality; null model; simulator; contagion
        process; visualisation; gateway; sensor node; base station; router; cloud; edge device; protocol stack; physical
        layer; application layer; database; API
    '''),
    methods=items('''
        modularity maximization; stochastic block modelling; spectral clustering; random walks; the configuration model;
        mean-field theory; agent-based simulation; percolation analysis; force-directed layout; link prediction; node
        embedding; persistent homology; motif counting; maximum likelihood estimation; network reconstruction; Monte
        Carlo simulation; beamforming; channel coding; discrete-event simulation; backbone extraction; null-model
        randomization; shortest-path search
    '''),
    software=items('''
        NetworkX; igraph; graph-tool; Gephi; Cytoscape; ns-3; OMNeT++; SNAP; pathpy; Neo4j; D3.js; GUDHI; teneto; the
        graph library; the simulator; the R package; the visualisation tool; EoN; Mininet
    '''),
    clauses=items('''
        as nodes are removed; in the giant component; for random and targeted attacks; on a log-log scale; in the
        largest connected component; averaged over 100 realizations; coloured by community; with node size proportional
        to degree; for N = 1000 nodes; over time; at the percolation threshold; on synthetic graphs; under heavy
        traffic; for different topologies; in each layer; in the thermodynamic limit; compared with a null model
    '''),
    remarks=items('''
        Node size is proportional to degree; Node colours denote communities; Edge widths are proportional to weights;
        The dashed line is a power law; Isolated nodes are not shown; Arrows give the direction of links; The layout is
        force-directed; Hubs are labelled; Lines are theoretical predictions and symbols simulations; Red nodes are
        infected; Grey edges connect communities; Results are averaged over 50 realizations
    '''),
    words=single_words('''
        node nodes edge edges vertex vertices link degree hub spoke neighbour neighbor neighbourhood adjacency laplacian
        incidence directed undirected weighted bipartite multiplex multilayer temporal dynamic hypergraph simplex
        simplicial clique triangle motif graphlet star ring lattice tree path walk cycle component connected giant
        diameter radius eccentricity clustering transitivity assortativity modularity community partition block core
        periphery k-core centrality betweenness closeness eigenvector pagerank katz resilience robustness attack failure
        cascade percolation threshold epidemic contagion sir sis seir infection transmission immunization diffusion
        adoption rumor influence opinion voter consensus polarization synchronization kuramoto oscillator random erdos
        renyi small-world scale-free preferential attachment power-law exponent heavy-tailed null configuration rewiring
        shuffled embedding layout force-directed spring circular chord matrix ordering homology betti persistence
        barcode filtration topology topological wireless antenna mimo beamforming channel fading rayleigh shadowing
        pathloss interference noise snr ber modulation qam psk ofdm coding decoder turbo ldpc uplink downlink base
        station cell handover spectrum bandwidth frequency carrier subcarrier allocation scheduling throughput latency
        jitter packet loss retransmission queue buffer congestion tcp udp ip routing router switch gateway protocol
        stack mac phy bluetooth zigbee lora lorawan wifi lte 5g 6g satellite iot edge fog cloud sdn nfv firewall traffic
        flow load energy lifetime duty cycle sensor coverage deployment
    '''),
)
