#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/test/resources/pytorch-training.txt: decoupled weight decay, schedules, clipping, dropout
and weighted losses in PyTorch.

Run with a Python that has torch (Debian: apt-get install python3-torch, then /usr/bin/python3):

    /usr/bin/python3 src/test/python/pytorch_training.py > src/test/resources/pytorch-training.txt

'#' begins a comment; otherwise there are blocks of "tensor NAME ROWS COLS" and ROWS lines of COLS numbers, each the
shortest text that reads back to the same double.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.manual_seed(1)
STEPS = 10


def put(name, t):
    t = torch.atleast_2d(t.detach())
    print(f"tensor {name} {t.shape[0]} {t.shape[1]}")
    for row in t:
        print(" ".join(repr(float(v)) for v in row))


def optimizers(w0, gradients):
    def run(name, make, schedule=None, clip=None):
        w = nn.Parameter(w0.clone())
        optimizer = make([w])
        scheduler = schedule(optimizer) if schedule else None
        for i, g in enumerate(gradients):
            w.grad = g.clone()
            if clip:
                put(f"{name}.norm.{i}", nn.utils.clip_grad_norm_([w], clip))
            optimizer.step()
            if scheduler:
                scheduler.step()
            put(f"{name}.w.{i}", w)

    lr = torch.optim.lr_scheduler
    run("adamw_0.01_0.1", lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1))
    run("adam_clipped_2", lambda p: torch.optim.Adam(p, lr=0.01), clip=2.0)
    run("sgd_clipped_100", lambda p: torch.optim.SGD(p, lr=0.01), clip=100.0)
    run("adam_cosine", lambda p: torch.optim.Adam(p, lr=0.1), lambda o: lr.CosineAnnealingLR(o, 10, 0.001))


def rates(name, make, lr=0.1, steps=12):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=lr)
    scheduler = make(optimizer)
    values = []
    for _ in range(steps):
        values.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    put(name, torch.tensor(values))


def weighted_losses():
    def loss(name, value, x, target):
        x.grad = None
        value.backward()
        for part, t in (("prediction", x), ("target", target), ("value", value), ("gradient", x.grad)):
            put(f"{name}.{part}", t)

    z = (torch.randn(8, 1) * 4).requires_grad_(True)
    t = torch.tensor([0.0, 1, 1, 0, 1, 0, 0, 1]).unsqueeze(1)
    soft = torch.rand(8, 1)
    labels = (torch.randn(4, 3) * 2).requires_grad_(True)
    set_labels = torch.tensor([[1.0, 0, 1], [0, 0, 0], [1, 1, 1], [0, 1, 0]])
    for w in (0.25, 3.0):
        binary = lambda x, y: F.binary_cross_entropy_with_logits(x, y, pos_weight=torch.tensor([w]))
        loss(f"bce_with_logits_{w}", binary(z, t), z, t)
        loss(f"bce_with_logits_{w}_soft_target", binary(z, soft), z, soft)
        loss(f"bce_with_logits_{w}_labels", binary(labels, set_labels), labels, set_labels)
    far = torch.tensor([[800.0], [-800.0], [800.0], [-800.0]], requires_grad=True)
    loss("bce_with_logits_3.0_extreme", binary(far, t[:4]), far, t[:4])

    w = torch.tensor([0.5, 1.0, 2.0, 7.0])
    logits = (torch.randn(6, 4) * 3).requires_grad_(True)
    classes = torch.tensor([0, 3, 1, 1, 2, 0])
    one_hot = F.one_hot(classes, 4).double()
    loss("cross_entropy_weights", F.cross_entropy(logits, classes, weight=w), logits, one_hot)
    far = (logits.detach() * 300).requires_grad_(True)
    loss("cross_entropy_weights_extreme", F.cross_entropy(far, classes, weight=w), far, one_hot)
    probabilities = torch.softmax(torch.randn(6, 4), 1)     # of these, PyTorch takes the mean over the rows
    loss("cross_entropy_weights_soft_target", F.cross_entropy(logits, probabilities, weight=w), logits, probabilities)


def main():
    print(f"# PyTorch {torch.__version__}, float64; by src/test/python/pytorch_training.py")
    w0 = torch.randn(3, 4)
    put("w0", w0)
    gradients = torch.randn(STEPS, 3, 4)
    for i, g in enumerate(gradients):
        put(f"gradient.{i}", g)
    optimizers(w0, gradients)

    lr = torch.optim.lr_scheduler
    rates("stairs_3_0.5", lambda o: lr.StepLR(o, 3, 0.5))
    rates("cosine_11_0.001", lambda o: lr.CosineAnnealingLR(o, 11, 0.001))
    rates("warm_up_4", lambda o: lr.LinearLR(o, start_factor=1 / 4, total_iters=3))
    rates("stairs_3_0.5_warm_up_4", lambda o: lr.ChainedScheduler(
        [lr.StepLR(o, 3, 0.5), lr.LinearLR(o, start_factor=1 / 4, total_iters=3)]))

    x = torch.randn(6, 5, requires_grad=True)
    y = nn.Dropout(0.3)(x)
    dy = torch.randn(6, 5)
    y.backward(dy)
    for name, t in (("x", x), ("y", y), ("dy", dy), ("dx", x.grad)):
        put(f"dropout_0.3.{name}", t)
    weighted_losses()


main()
