#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job in scikit-learn: 784-16-1, even against odd, Adam 0.001, batches of 64. --help lists the options."""
import warnings

from sklearn.neural_network import MLPClassifier

import job

args = job.arguments()
x, t = job.read(args, "train")
test_x, test_t = job.read(args, "t10k")

warnings.simplefilter("ignore")     # that it stops after one epoch is no failure to converge
model = MLPClassifier(tuple(args.hidden), batch_size=args.batch, learning_rate_init=0.001, alpha=0, max_iter=1,
                      random_state=42, warm_start=True)
epochs = [job.seconds(lambda i: model.fit(x, t)) for _ in range(args.epochs)]
job.report(epochs, (model.predict(test_x) == test_t).mean(),
           job.predictions(args, lambda i: model.predict_proba(test_x[i:i + 1])))
