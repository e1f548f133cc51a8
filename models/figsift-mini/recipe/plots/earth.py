"""Rough outlines of the continents, put down by hand in whole degrees: enough to be recognised, good for nothing else."""

import numpy as np

_OUTLINES = '''
-168 66,-156 71,-128 70,-110 68,-95 69,-94 60,-88 57,-82 54,-80 51,-78 58,-77 62,-70 60,-64 59,-57 53,-56 50,-66 49,-60 46,-67 44,-71 42,-74 40,-76 36,-80 32,-81 27,-83 30,-90 30,-97 27,-97 21,-91 18,-87 21,-88 16,-83 14,-82 9,-78 8,-83 9,-92 14,-100 17,-106 22,-110 27,-114 31,-110 23,-116 31,-121 35,-124 41,-124 48,-130 54,-140 60,-152 59,-162 55,-158 58,-165 61
-77 8,-72 12,-62 11,-52 5,-48 -1,-35 -6,-39 -14,-41 -22,-48 -26,-54 -34,-58 -38,-65 -43,-68 -51,-69 -55,-74 -51,-74 -42,-71 -30,-70 -18,-76 -14,-81 -5,-80 2
-6 36,10 37,11 34,20 31,32 31,35 24,43 12,51 12,46 3,40 -4,40 -15,35 -23,32 -28,26 -34,18 -34,14 -24,12 -16,13 -6,9 1,9 4,-1 5,-8 4,-16 12,-17 20,-10 30
-9 37,-9 43,-2 44,-4 48,4 52,9 55,10 58,6 59,8 63,15 69,28 71,41 67,34 65,45 67,60 69,70 73,90 75,105 77,115 74,140 73,160 70,180 68,178 64,165 60,162 56,157 51,156 58,143 59,137 54,141 48,135 43,129 41,129 36,126 35,125 39,121 40,122 31,117 23,108 21,107 17,109 12,105 9,101 13,100 8,104 2,98 9,94 17,88 22,80 15,80 10,77 8,73 17,70 22,61 25,57 26,50 30,56 24,58 22,52 16,44 13,35 28,36 36,27 37,27 41,22 37,19 42,13 45,18 40,16 38,10 44,3 43,-1 37
114 -22,114 -34,123 -34,131 -31,138 -35,147 -38,150 -37,153 -28,146 -19,142 -11,140 -17,136 -12,131 -12,125 -14
-54 82,-20 82,-20 74,-24 69,-40 65,-44 60,-52 66,-56 75,-70 78
-5 50,-3 51,1 51,1 53,-2 56,-4 58,-6 56,-4 53
130 32,136 34,140 36,142 40,144 44,141 44,139 38,133 35
96 5,104 -2,106 -6,101 -2
109 1,117 6,118 1,115 -4,110 -3
131 -1,141 -3,147 -6,150 -10,142 -9,138 -8
44 -25,47 -25,50 -16,49 -12,44 -17
166 -46,174 -41,175 -36,178 -38,173 -43
-22 64,-14 65,-16 66,-23 66
-84 22,-77 20,-75 20,-81 23
120 18,122 14,126 7,122 8
80 9,82 7,80 6
-180 -78,-150 -77,-120 -74,-75 -73,-60 -64,-62 -75,-35 -78,-10 -71,30 -69,70 -68,110 -66,140 -67,165 -71,180 -78,180 -90,-180 -90
'''
CONTINENTS = tuple(np.array([[float(v) for v in pair.split()] for pair in line.split(',')])
    for line in _OUTLINES.strip().splitlines())


def roughened(rng, amount: float = 1.0) -> list[np.ndarray]:
    """The outlines with more points and small bays, differently for every rng; closed."""
    found = []
    for outline in CONTINENTS:
        points = np.vstack([outline, outline[:1]])
        for step in range(3):
            middle = (points[1:] + points[:-1]) / 2
            length = np.hypot(*(points[1:] - points[:-1]).T)[:, None]
            middle += rng.normal(0, 1, middle.shape) * 0.1 * amount * np.minimum(length, 12)
            woven = np.empty((len(points) + len(middle), 2))
            woven[0::2], woven[1::2] = points, middle
            points = woven
        found.append(points)
    return found


def land_mask(outlines, n: int = 90, m: int = 180) -> np.ndarray:
    """[n, m] bool, True on land; rows from south to north."""
    from matplotlib.path import Path

    lon, lat = np.meshgrid(np.linspace(-180, 180, m), np.linspace(-90, 90, n))
    points = np.c_[lon.ravel(), lat.ravel()]
    mask = np.zeros(n * m, bool)
    for outline in outlines:
        mask |= Path(outline).contains_points(points)
    return mask.reshape(n, m)
