#!/usr/bin/env python3
"""Writes values.json: what scipy and statsmodels, or plain formulas, give for small inputs.

    python3 -m venv venv && venv/bin/pip install scipy statsmodels
    venv/bin/python tests/reference/make.py > tests/reference/values.json

tests/reference.rs reads it and expects the same numbers to 1e-6.
"""

import json

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


def garwood(count):
    lo = stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0
    return [lo, stats.chi2.ppf(0.975, 2 * count + 2) / 2]


def clustered(x, w):
    """Garwood's interval of the effective count, written out from Korn & Graubard (1998)."""
    x, w = np.array(x, float), np.array(w, float)
    n, rate = len(x), x.sum() / w.sum()
    variance = n / (n - 1) * ((x - rate * w) ** 2).sum()
    least = stats.chi2.ppf(0.025, n - 1) / (n - 1) if n > 4 else 1.0
    widened = (stats.t.ppf(0.975, n - 1) / stats.norm.ppf(0.975)) ** 2
    effective = x.sum() / (max(variance / x.sum(), least) * widened)
    lo = stats.chi2.ppf(0.025, 2 * effective) / 2
    hi = stats.chi2.ppf(0.975, 2 * effective + 2) / 2
    return [lo / effective * rate, hi / effective * rate]


def log_odds(yi, ni, yj, nj, prior, prior_words):
    """Monroe, Colaresi & Quinn (2008), equations 16, 20 and 22."""
    def odds(y, n):
        return np.log((y + prior) / (n + prior_words - y - prior))
    delta = odds(yi, ni) - odds(yj, nj)
    return [delta, delta / np.sqrt(1 / (yi + prior) + 1 / (yj + prior))]


def g_squared(yi, ni, yj, nj):
    table = [[yi, ni - yi], [yj, nj - yj]]
    return stats.chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic


def cliff(a, b):
    """Cliff (1993) over all pairs, with the interval of Feng & Cliff (2004)."""
    d = np.sign(np.subtract.outer(np.array(a, float), np.array(b, float)))
    n, m = d.shape
    delta = d.mean()
    rows = ((d.mean(axis=1) - delta) ** 2).sum()
    columns = ((d.mean(axis=0) - delta) ** 2).sum()
    variance = (m**2 * rows + n**2 * columns - ((d - delta) ** 2).sum()) / (n * m * (n - 1) * (m - 1))
    variance = max(variance, (1 - delta**2) / (n * m - 1))
    # Without ties δ is U of Mann and Whitney on another scale.
    u = stats.mannwhitneyu(a, b).statistic
    assert np.isclose(delta, 2 * u / (n * m) - 1)
    t = stats.t.ppf(0.975, n + m - 2)
    half = t * np.sqrt(variance) * np.sqrt((1 - delta**2) ** 2 + t**2 * variance)
    middle, divisor = delta - delta**3, 1 - delta**2 + t**2 * variance
    return [delta, (middle - half) / divisor, (middle + half) / divisor]


def mantel_haenszel(cells):
    a, aw, b, bw = np.array(cells, float).T
    total = aw + bw
    ratio = (a * bw / total).sum() / (b * aw / total).sum()
    difference = ((a * bw - b * aw) / total).sum() / (aw * bw / total).sum()
    return [ratio, difference]


def dispersion(words, hits):
    words, hits = np.array(words, float), np.array(hits, float)
    dp = np.abs(hits / hits.sum() - words / words.sum()).sum() / 2
    return [dp, dp / (1 - (words / words.sum()).min())]


def bca(data):
    """scipy's interval of a ratio of sums, with the bootstrap distribution it rests on."""
    data = [np.array(column, float) for column in data]
    def ratio(x, w, axis=-1):
        return x.sum(axis=axis) / w.sum(axis=axis)
    found = stats.bootstrap(
        data, ratio, paired=True, vectorized=True, n_resamples=999, method="BCa",
        rng=np.random.default_rng(20),
    )
    x, w = data
    jackknife = (x.sum() - x) / (w.sum() - w)
    interval = found.confidence_interval
    return {
        "resamples": sorted(found.bootstrap_distribution.tolist()),
        "jackknife": [jackknife.tolist()],
        "estimate": ratio(x, w),
        "expected": [interval.low, interval.high],
    }


def bca_two_samples(a, b):
    """The same for a difference of two independent means, where ties are many."""
    found = stats.bootstrap(
        (a, b), lambda a, b, axis=-1: np.mean(a, axis=axis) - np.mean(b, axis=axis),
        vectorized=True, n_resamples=999, method="BCa", rng=np.random.default_rng(21),
    )
    a, b = np.array(a, float), np.array(b, float)
    without = lambda x: (x.sum() - x) / (len(x) - 1)
    interval = found.confidence_interval
    return {
        "resamples": sorted(found.bootstrap_distribution.tolist()),
        "jackknife": [(without(a) - b.mean()).tolist(), (a.mean() - without(b)).tolist()],
        "estimate": a.mean() - b.mean(),
        "expected": [interval.low, interval.high],
    }


def case(function, *arguments):
    expected = function(*arguments)
    expected = expected if isinstance(expected, list) else [float(expected)]
    return {"input": list(arguments), "expected": [float(value) for value in expected]}


def permutation(a, b):
    """All ways to choose who is on the first side, by the score statistic of docs/STATISTICS.md."""
    from itertools import combinations
    x, w = np.array(a + b, float).T
    e = x - x.sum() / w.sum() * w
    def statistic(first):
        side = np.zeros(len(x), bool)
        side[list(first)] = True
        f = w[side].sum() / w.sum()
        variance = (1 - f) ** 2 * (e[side] ** 2).sum() + f**2 * (e[~side] ** 2).sum()
        return abs(e[side].sum()) / np.sqrt(variance)
    observed = statistic(range(len(a)))
    all_of_them = [statistic(first) for first in combinations(range(len(x)), len(a))]
    return np.mean([value >= observed * (1 - 1e-9) for value in all_of_them])


P = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
     0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986]
X, W = [3, 0, 7, 1, 0, 12, 2, 4], [210, 340, 505, 120, 95, 640, 333, 410]

values = {
    "garwood": [case(garwood, n) for n in [0, 1, 2, 7, 30, 255, 256, 1000, 54321]],
    "wilson": [
        case(lambda hits, n: list(proportion_confint(hits, n, method="wilson")), hits, n)
        for hits, n in [(0, 5), (1, 5), (7, 50), (500, 1000), (999, 1000), (4, 4)]
    ],
    "clustered": [
        case(clustered, X, W),
        case(clustered, [4, 4, 5, 4], [400, 410, 490, 390]),
        case(clustered, [4, 4, 5, 4, 4, 4], [400, 410, 490, 390, 400, 405]),
        case(clustered, [0, 0, 40, 0, 1], [300, 300, 300, 300, 300]),
    ],
    "log_odds": [
        case(log_odds, *arguments)
        for arguments in [
            (30, 1000, 10, 1000, 2.0, 100.0), (0, 52000, 17, 48000, 1.7, 10000.0),
            (812, 1500000, 633, 2500000, 3.6125, 10000.0), (1, 900, 1, 90000, 0.2, 500.0),
        ]
    ],
    "g_squared": [
        case(g_squared, *arguments)
        for arguments in [(30, 1000, 10, 1000), (0, 52000, 17, 48000), (812, 1500000, 633, 2500000)]
    ],
    "cliff": [
        case(cliff, a, b)
        for a, b in [
            ([3.0, 5.0, 4.5, 1.0], [4.0, 3.0, 1.0]), ([0.0, 0.0, 1.5, 2.5, 7.0], [0.0, 0.5, 0.5]),
            ([10.0, 11.0, 12.5, 13.0, 9.0, 8.0], [1.0, 2.0, 9.5, 3.0, 4.0]),
        ]
    ],
    "benjamini_hochberg": [
        {"input": [p], "expected": multipletests(p, method="fdr_bh")[1].tolist()}
        for p in [P, [0.04], [0.9, 0.01, 0.01, 0.5]]
    ],
    "mantel_haenszel": [
        case(mantel_haenszel, cells)
        for cells in [
            [[6, 300, 5, 500]], [[8, 4000, 1, 1000], [20, 1000, 40, 4000]],
            [[3, 1200, 9, 2500], [0, 800, 4, 900], [12, 5000, 7, 1500]],
        ]
    ],
    "dispersion": [case(dispersion, [100, 300, 600], [2, 0, 2]), case(dispersion, W, X)],
    "permutation": [
        case(permutation, [[3, 210], [0, 340], [7, 505], [1, 120]],
             [[0, 95], [12, 640], [9, 333], [14, 410], [8, 280]]),
        case(permutation, [[1, 100], [2, 100], [3, 100]], [[7, 100], [7, 100], [7, 100]]),
    ],
    "bca": [bca([X, W]), bca_two_samples([1, 2, 2, 3, 5, 5, 9], [0, 1, 1, 2, 2, 3])],
}
print(json.dumps(values, indent=1))
