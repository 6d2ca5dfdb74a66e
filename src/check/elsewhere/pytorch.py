# SPDX-License-Identifier: Apache-2.0
"""A network from here in PyTorch: it predicts, and is trained on. Shown in the page "Taking your model elsewhere"."""
import torch
from torch import nn

# @start region=load
from read_safetensors import read   # the ten lines above; or, if you have it: from safetensors.torch import load_file

model = nn.Sequential(nn.Linear(784, 16), nn.ReLU(), nn.Linear(16, 1), nn.Sigmoid()).double()
model.load_state_dict(read("digits.safetensors"))

x = (torch.arange(784, dtype=torch.float64) % 256 / 255).reshape(1, 784)
print("%.4f" % model(x).item())
# @end

# @start region=train
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
t = torch.ones(1, 1, dtype=torch.float64)
for _ in range(10):
    optimizer.zero_grad()
    nn.functional.binary_cross_entropy(model(x), t).backward()
    optimizer.step()
# @end

# @start region=save
from safetensors.torch import save_file

state = {name: tensor.contiguous() for name, tensor in model.state_dict().items()}
save_file(state, "trained-on.safetensors")
# @end
with open("trained-on.txt", "w") as file:
    file.write("%.4f\n" % model(x).item())

# @start region=class
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear1 = nn.Linear(784, 16)
        self.linear2 = nn.Linear(16, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear2(torch.relu(self.linear1(x))))
# @end


torch.manual_seed(42)
net = Net()
state = {name: tensor.contiguous() for name, tensor in net.state_dict().items()}
save_file(state, "net.safetensors")
with open("net.txt", "w") as file:
    file.write("%.4f\n" % net.double()(x).item())
