#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The main job in PyTorch: 784-16-1, even against odd, Adam 0.001, batches of 64. --help lists the options.

Batches are rows of a tensor in memory, which is faster than a DataLoader. OMP_NUM_THREADS says how many threads.
"""
import torch
from torch import nn

import job

args = job.arguments()
torch.manual_seed(42)
torch.set_default_dtype(torch.float64 if args.double else torch.float32)


def tensors(part):
    x, t = job.read(args, part)
    t = torch.from_numpy(t)
    return torch.from_numpy(x), t if args.ten else t.to(torch.get_default_dtype()).unsqueeze(1)


x, t = tensors("train")
test_x, test_t = tensors("t10k")

layers, size = [], 784
for hidden in args.hidden:
    layers += [nn.Linear(size, hidden), nn.ReLU()]
    size = hidden
layers += [nn.Linear(size, 10)] if args.ten else [nn.Linear(size, 1), nn.Sigmoid()]
model = nn.Sequential(*layers)
loss = nn.CrossEntropyLoss() if args.ten else nn.BCELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)


def epoch(_):
    order = torch.randperm(len(x))
    for i in range(0, len(x), args.batch):
        rows = order[i:i + args.batch]
        optimizer.zero_grad()
        loss(model(x[rows]), t[rows]).backward()
        optimizer.step()


epochs = [job.seconds(epoch) for _ in range(args.epochs)]
with torch.no_grad():
    y = model(test_x)
    right = y.argmax(1) == test_t if args.ten else (y > 0.5) == (test_t > 0.5)
    job.report(epochs, right.double().mean().item(), job.predictions(args, lambda i: model(test_x[i:i + 1])))
