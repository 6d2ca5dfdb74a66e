#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Iris, Passengers and Diabetes over ten seeds, and wine, breast cancer and diabetes over ten seeds and five folds:
Chainrule's networks and scikit-learn's.

The same rows to train and to test on, encoded and scaled by Chainrule; the same layers, Adam, rate, batches
and epochs. What differs is the initial weights and the order of the examples. Run it after mvn compile.
"""
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np
from sklearn import datasets
from sklearn.neural_network import MLPClassifier, MLPRegressor

warnings.simplefilter("ignore")     # that it stops after the given epochs is no failure to converge
root = Path(__file__).resolve().parents[3]
scores = {}
with tempfile.TemporaryDirectory() as folder:
    for name in ("wine", "breast_cancer", "diabetes"):
        data = getattr(datasets, "load_" + name)()
        with open(f"{folder}/{name}.csv", "w") as file:
            print(*(column.replace(" ", "_") for column in data.feature_names), "target", sep=",", file=file)
            for x, t in zip(data.data, data.target):
                print(*x, t if name == "diabetes" else data.target_names[t], sep=",", file=file)
    lines = subprocess.run(["java", "-cp", root / "target/classes", root / "src/bench/peers/Tables.java", folder],
                           cwd=root, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    for line in lines:
        name, seed, fold, score, hidden, rate, epochs = line.split()
        training, test = (np.loadtxt(f"{folder}/{name}-{seed}{fold}-{part}.csv", delimiter=",") for part in
                          ("training", "test"))
        Peer = MLPRegressor if name.startswith("diabetes") else MLPClassifier
        peer = Peer(hidden_layer_sizes=(int(hidden),), batch_size=16, learning_rate_init=float(rate), alpha=0,
                    max_iter=int(epochs), n_iter_no_change=10 ** 6, random_state=int(seed))
        peer.fit(training[:, :-1], training[:, -1])
        scores.setdefault(name, {}).setdefault(seed, []).append(
            (float(score), peer.score(test[:, :-1], test[:, -1])))

print("mean over ten seeds (and folds), and standard deviation of the seeds: accuracy, of diabetes R2")
print(f"{'':16}{'Chainrule':>18}{'scikit-learn':>18}")
for name, seeds in scores.items():
    pairs = [np.mean(folds, axis=0) for folds in seeds.values()]
    means, spreads = np.mean(pairs, axis=0), np.std(pairs, axis=0, ddof=1)
    print(f"{name:16}" + "".join(f"{m:9.3f} +- {s:.3f}" for m, s in zip(means, spreads)))
    if means[0] < means[1] - spreads[1]:
        sys.exit(f"{name}: worse than scikit-learn by more than its spread")
