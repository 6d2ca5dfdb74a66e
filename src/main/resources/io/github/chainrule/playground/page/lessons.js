// SPDX-License-Identifier: Apache-2.0
// What the lessons say, by their ids. Set-ups, goals' limits and chapters are in Java: Preset.

export const LESSONS = {
  'first': { title: 'First, just watch',
    text: 'Triangles lie inside, circles outside. No one tells the network where the ring is. Press play.',
    goal: 'all 120 right',
    hint: 'Then point at a square. It is a neuron, and it splits the plane along one straight line.' },
  'one-neuron': { title: 'One neuron draws one line',
    text: 'AND is true only where both inputs are 1. A single neuron can tell: it multiplies each input by a '
      + 'weight, adds up, and splits the plane with a straight line.',
    goal: 'all 4 right, with no hidden layer',
    hint: 'Watch the line turn as the two weights change. Then try XOR in place of AND: never more than 3 of 4.' },
  'too-large-steps': { title: 'Steps that are too large',
    text: 'With a learning rate of 20, each step lands on the other side of the valley: the loss jumps up and down.',
    goal: 'a loss below 0.27, at step 100 or later',
    hint: 'A rate of 3 is small enough. Try 0.003, too: with steps that small, training takes hundreds of them.' },
  'all-zero': { title: 'All weights start at 0',
    text: 'Neurons that start out alike get the same gradient, so they stay alike. Eight neurons do the work '
      + 'of one.',
    goal: 'all 150 right, with eight hidden neurons',
    hint: 'Start from random weights: uniform, He or Glorot.' },
  'xor-stuck': { title: 'Two lines for XOR',
    text: 'XOR is true where exactly one input is 1. No single line separates those points. Two hidden neurons draw '
      + 'two lines, and the output combines them. But these two started in a bad place.',
    goal: 'all 4 right, with two hidden neurons',
    hint: 'About half of all initial weights get stuck: try another seed. The small square shows why: the '
      + 'hidden layer has put a triangle and a circle in the same place.' },
  'on-paper': { title: 'The network on paper',
    text: 'The chapter’s network, with its weights and its two-pixel image. Every number that you worked out '
      + 'by hand is here.',
    goal: 'open a neuron of layer 1, and find its sum',
    hint: 'Click a square, then the triangle: neuron 1.1 adds up 0.5 · 1 + 1 · 0.5 − 0.5 = 0.5.' },
  'one-path': { title: 'One neuron after another',
    text: 'Only one path leads from a weight to the loss. So its gradient is one product: its input, times '
      + 'every slope and every weight along the way.',
    goal: 'open a weight of layer 1, and multiply',
    hint: 'Click the first line. The numbers on the way back are the factors.' },
  'two-paths': { title: 'A number that is used twice',
    text: 'Neuron 1.1 feeds two neurons, so two paths lead from its weights to the loss. Multiply along each path, '
      + 'then add the paths: that is all automatic differentiation does.',
    goal: 'open a weight of layer 1, and add its two paths',
    hint: 'Click the first line, and look for the sum: the slope of 1.1 has a term for each neuron of layer 2.' },
  'way-back': { title: 'The way back',
    text: 'The error travels back along the same lines, from the loss to the first layer. What is worked out '
      + 'for one layer is used again for all weights before it.',
    goal: 'play one step slowly',
    hint: 'Press S. Each stop on the way back uses the numbers from the stop before.' },
  'sixteen-relus': { title: 'Sixteen ReLU neurons',
    text: 'The network that tells a handwritten 0 from a 1 has sixteen of them, too; here they have two inputs '
      + 'instead of 784. Test points, which are never trained on, show whether it has learned the rule.',
    goal: '240 of the 250 test points right',
    hint: 'Give it 3,000 steps, or a larger rate. To draw a digit yourself, choose the digits.' },
  'own-pace': { title: 'A step length for each weight',
    text: 'Plain gradient descent moves each weight by the rate times its gradient. Where gradients are small, it '
      + 'crawls: here the loss hardly falls for a thousand steps.',
    goal: 'all 150 right, with the same rate of 0.03',
    hint: 'Choose Adam: it divides each gradient by its usual size. 400 steps are enough.' },
  'three-outputs': { title: 'One output for each class',
    text: 'Three classes, three neurons in the output layer, each with weights of its own. The softmax turns '
      + 'their sums into probabilities, and the largest wins. Ten digits need ten outputs.',
    goal: 'all 150 right, with no hidden layer',
    hint: 'Open a point, play a step with it slowly, and stop on the way back: the three slopes add up to 0.' },
  'spiral': { title: 'A spiral, put together from lines',
    text: 'Two arms wind around each other. Sixteen neurons draw lines; sixteen more combine lines into bends. '
      + 'No neuron draws the spiral, and yet there it is.',
    goal: 'all 300 right',
    hint: 'Point at the squares of layer 1, then of layer 2: straight borders first, then bent ones.' },
  'overfitting': { title: 'Memorized',
    text: 'Few points, much noise, many neurons: the training loss falls, and the loss on the test points '
      + 'rises. The network learns these 30 points, accidents included.',
    goal: 'a test loss below 0.6, at step 1,000 or later',
    hint: 'Weight decay keeps weights small: try 0.01. Or use more points.' },
  'twelve-sigmoids': { title: 'Twelve layers, and nothing moves',
    text: 'Each sigmoid passes on at most a quarter of the gradient. Read the bars from right to left: after '
      + 'twelve layers almost nothing is left.',
    goal: 'all 150 right, with twelve hidden layers',
    hint: 'Another function helps only with initial weights to match: tanh with Glorot, ReLU with He.' },
  'one-leaky-neuron': { title: 'One neuron with a LeakyReLU',
    text: 'A LeakyReLU only ever rises, so one hidden neuron is one line again: 3 of 4. The chapter writes a '
      + 'layer whose slope is learned and may fall.',
    goal: 'all 4 right, with one hidden neuron',
    hint: 'Without a new layer it takes a new input: x₁·x₂.' },
  'riddle': { title: 'A riddle',
    text: 'Press play. Why does it learn nothing, and what would help? Guess before you read what the page says.',
    goal: 'all 4 right, with ReLU',
    hint: 'Look at the squares of layer 1. Two ReLU neurons fail three times in four; four neurons, once in '
      + 'three.' },
};
