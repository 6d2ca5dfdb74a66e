// SPDX-License-Identifier: Apache-2.0
/**
 * The ground floor: a table of doubles and its three products, and why they are fast.
 *
 * <p>{@link io.github.chainrule.matrix.Matrix} is all that the rest of the library sees;
 * {@link io.github.chainrule.matrix.Kernels} says what it runs on, and {@link io.github.chainrule.matrix.Checks} has
 * the checks that all the others make.
 *
 * <h2>Where it ends</h2>
 *
 * <p>Whoever follows a layer downwards, from {@code Linear.forward} to {@code Matrix.timesPlusRow} and from there to
 * the kernel, ends here. These three loops are all that a product is; {@code -Dchainrule.kernel=textbook} runs them:
 *
 * {@snippet file="io/github/chainrule/matrix/TextbookKernel.java" region="times"}
 *
 * <p>{@code Math.fma(x, y, sum)} is x·y + sum, rounded once. The two kernels that are used instead, {@code
 * ScalarKernel} in plain Java and {@code VectorKernel} with SIMD, compute several of these sums at a time, but each sum
 * as it stands here, from its first term to its last. So all three give the same bits. The rest of this page is about
 * how much faster they are, and why.
 *
 * <h2>What was measured</h2>
 *
 * <p>The main job, 784-16-1, even against odd, 60,000 images in batches of 64, in turn on one machine of two cores, a
 * virtual one. One thread each, but Chainrule reads its batches on a second one. An epoch is one that is warm; the
 * process is three epochs from the start of the program to the last test accuracy; the prediction is that of one image.
 * Chainrule and C calculate in double. First an Intel Xeon with AMX, which does a 512-bit fma in one piece, 2026-11-26,
 * medians of three rounds. The machine is shared, and was slow at that time: ratios say more than seconds.
 *
 * <table class="striped">
 *   <caption>{@code src/bench/peers/compare.py}, Intel Xeon</caption>
 *   <thead>
 *     <tr><th scope="col"></th><th scope="col">epoch</th><th scope="col">process</th>
 *         <th scope="col">peak memory</th><th scope="col">prediction</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">Chainrule, SIMD, Java 17.0.15</th>
 *         <td>0.072 s</td><td>1.17 s</td><td>100 MB</td><td>1.7 µs</td></tr>
 *     <tr><th scope="row">Chainrule, SIMD, Java 25.0.3</th>
 *         <td>0.072</td><td>1.20</td><td>109</td><td>1.9</td></tr>
 *     <tr><th scope="row">Chainrule, plain Java, Java 17.0.15</th>
 *         <td>0.139</td><td>1.32</td><td>94</td><td>3.9</td></tr>
 *     <tr><th scope="row">Chainrule, plain Java, Java 25.0.3</th>
 *         <td>0.136</td><td>1.28</td><td>107</td><td>3.8</td></tr>
 *     <tr><th scope="row">C by hand, one thread</th>
 *         <td>0.161</td><td>0.53</td><td>48</td><td></td></tr>
 *     <tr><th scope="row">scikit-learn 1.2, float</th>
 *         <td>0.297</td><td>2.17</td><td>322</td><td>59</td></tr>
 *     <tr><th scope="row">scikit-learn 1.2, double</th>
 *         <td>0.449</td><td>2.37</td><td>525</td><td>62</td></tr>
 *     <tr><th scope="row">PyTorch 1.13, float</th>
 *         <td>0.560</td><td>3.03</td><td>452</td><td>21</td></tr>
 *     <tr><th scope="row">PyTorch 1.13, double</th>
 *         <td>0.685</td><td>3.56</td><td>662</td><td>22</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>So an epoch takes 0.24 of scikit-learn's time in float (goal: 0.22) and 0.13 of PyTorch's (0.17); without SIMD
 * 0.47 of scikit-learn's (0.5); the process 0.54 (0.5). Side by side with the commit before zeros were left out an
 * epoch takes 0.49, 0.53 and 0.52 of its time in three rounds (0.6). PyTorch's current natives, 2.7.1 through DJL,
 * took 0.68 s in float and 0.81 in double an hour before, when PyTorch 1.13 took 0.52 and 0.66 and Chainrule 0.079. A
 * prediction takes 0.7 to 0.9 of the time that it took (0.7): its 784 terms are added up one after the other, 4 cycles
 * each.
 *
 * <p>Then a Zen 4, an AMD EPYC, which does a 512-bit fma in two halves, the same day, but before lists of four columns
 * and before faded means were dropped, see below:
 *
 * <table class="striped">
 *   <caption>{@code src/bench/peers/compare.py}, Zen 4</caption>
 *   <thead>
 *     <tr><th scope="col"></th><th scope="col">epoch</th><th scope="col">process</th>
 *         <th scope="col">peak memory</th><th scope="col">prediction</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">Chainrule, SIMD, Java 17.0.15</th>
 *         <td>0.067 s</td><td>1.03 s</td><td>94 MB</td><td>1.4 µs</td></tr>
 *     <tr><th scope="row">Chainrule, SIMD, Java 25.0.3</th><td>0.060</td><td>1.20</td><td>106</td><td>1.9</td></tr>
 *     <tr><th scope="row">Chainrule, plain Java, Java 17.0.15</th>
 *         <td>0.129</td><td>1.19</td><td>89</td><td>3.4</td></tr>
 *     <tr><th scope="row">Chainrule, plain Java, Java 25.0.3</th>
 *         <td>0.134</td><td>1.12</td><td>106</td><td>3.2</td></tr>
 *     <tr><th scope="row">C by hand, one thread</th><td>0.149</td><td>0.49</td><td>48</td><td></td></tr>
 *     <tr><th scope="row">scikit-learn 1.2, float</th><td>0.211</td><td>1.56</td><td>322</td><td>33</td></tr>
 *     <tr><th scope="row">scikit-learn 1.2, double</th><td>0.271</td><td>1.67</td><td>524</td><td>34</td></tr>
 *     <tr><th scope="row">PyTorch 1.13, float</th><td>0.342</td><td>2.23</td><td>452</td><td>15</td></tr>
 *     <tr><th scope="row">PyTorch 1.13, double</th><td>0.386</td><td>2.40</td><td>662</td><td>17</td></tr>
 *     <tr><th scope="row">PyTorch 2.7.1 through DJL, float</th><td>0.437</td><td></td><td></td><td>11</td></tr>
 *     <tr><th scope="row">PyTorch 2.7.1 through DJL, double</th><td>0.548</td><td></td><td></td><td>11</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>There an epoch took 0.32 of scikit-learn's time in float (Java 25: 0.28) and 0.20 of PyTorch's (0.18); without
 * SIMD 0.61 of scikit-learn's; the process 0.66. In one of the three rounds the first programs were disturbed, so the
 * processes lie between 1.02 and 1.43 s, with Java 25 between 1.15 and 2.57. On a Zen 5, two days before and without
 * leaving out zeros, an epoch took 0.048 s, 0.31 of scikit-learn's time and 0.25 of PyTorch's; without SIMD 0.134 s.
 *
 * <p>Where a step of 60 µs goes, on the Intel Xeon when nothing else runs (JDK 17, the fifth percentile of 4,000
 * steps, each part by itself): forwards 17, of these the product of the images 15; the loss and its gradient 2;
 * backwards 15, of these the product 11; Adam 19, which its divisions and roots take; until the next batch is there,
 * 1. The reader needs 25 to 30 for a batch, so nobody waits for it.
 *
 * <table class="striped">
 *   <caption>One product on one thread of a Zen 5, in µs: the textbook's loop, plain Java, SIMD</caption>
 *   <thead>
 *     <tr><th scope="col">a·b</th><th scope="col">textbook</th><th scope="col">scalar</th>
 *         <th scope="col">vector</th><th scope="col">textbook / vector</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">(64 × 784)·(784 × 16)</th><td>737</td><td>124</td><td>14</td><td>52</td></tr>
 *     <tr><th scope="row">64 × 64</th><td>167</td><td>19</td><td>5</td><td>33</td></tr>
 *     <tr><th scope="row">256 × 256</th><td>17,587</td><td>773</td><td>330</td><td>53</td></tr>
 *     <tr><th scope="row">1024 × 1024</th><td>2,942,446</td><td>53,930</td><td>22,792</td><td>129</td></tr>
 *   </tbody>
 * </table>
 *
 * <h2>How cost grows</h2>
 *
 * <p>Seconds per epoch on the Intel Xeon, 2026-11-26, one round, JDK 17, three epochs each, so that Chainrule's are not
 * quite warm, the less the shorter they are:
 *
 * <table class="striped">
 *   <caption>{@code src/bench/peers/compare.py --sweep}</caption>
 *   <thead>
 *     <tr><th scope="col"></th><th scope="col">Chainrule, double</th><th scope="col">scikit-learn, float</th>
 *         <th scope="col">PyTorch, float</th><th scope="col">PyTorch, double</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">16 hidden neurons, batches of 64, 60,000 images</th>
 *         <td>0.147</td><td>0.349</td><td>0.600</td><td>0.841</td></tr>
 *     <tr><th scope="row">64</th>
 *         <td>0.318</td><td>0.722</td><td>0.885</td><td>1.289</td></tr>
 *     <tr><th scope="row">256</th>
 *         <td>1.146</td><td>1.872</td><td>2.191</td><td>3.236</td></tr>
 *     <tr><th scope="row">1024</th>
 *         <td>4.667</td><td>6.704</td><td>7.146</td><td>11.471</td></tr>
 *     <tr><th scope="row">batches of 16, 16 hidden neurons</th>
 *         <td>0.262</td><td>0.892</td><td>1.918</td><td>2.004</td></tr>
 *     <tr><th scope="row">64</th>
 *         <td>0.153</td><td>0.330</td><td>0.574</td><td>0.676</td></tr>
 *     <tr><th scope="row">256</th>
 *         <td>0.126</td><td>0.182</td><td>0.250</td><td>0.340</td></tr>
 *     <tr><th scope="row">1024</th>
 *         <td>0.111</td><td>0.131</td><td>0.138</td><td>0.205</td></tr>
 *     <tr><th scope="row">15,000 images, batches of 64</th>
 *         <td>0.054</td><td>0.081</td><td>0.111</td><td>0.162</td></tr>
 *     <tr><th scope="row">30,000</th>
 *         <td>0.084</td><td>0.153</td><td>0.305</td><td>0.329</td></tr>
 *     <tr><th scope="row">60,000</th>
 *         <td>0.132</td><td>0.277</td><td>0.530</td><td>0.699</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>The floats of the others take half the room in the caches and twice as many fit into a vector, which tells the
 * more the larger the matrices are. On a Zen 4, earlier that day (the median of the later half of 8 epochs, with more
 * neurons of 4; Chainrule in double, scikit-learn in float, PyTorch in float): batches of 256 took 0.062, 0.117 and
 * 0.140 s, of 1024 0.063, 0.102 and 0.090; 64 hidden neurons 0.27, 0.42 and 0.50, and 256 of them 0.82, 1.24 and 1.12.
 *
 * <p>A wide network, 784-512-512-10 in batches of 128, seconds per epoch ({@code --wide}), on a Zen 5: Chainrule 3.19
 * with one thread and 2.26 with two; PyTorch in double 4.44 and 9.29, in float 2.01 and 5.99. On a Zen 4, 2026-11-26,
 * with all that follows: Chainrule 3.80 with one thread and 3.18 with two; PyTorch 1.13 with one thread in double
 * 5.78, in float 2.89. There a prediction takes 87 to 97 µs, PyTorch's 98 in double and 58 in float (goal: 0.8 of the
 * double). In two more rounds later that day, by turns, Chainrule took 3.02 and 3.26 s with two threads, and PyTorch
 * in float 3.24 and 3.18 with one. So PyTorch's floats, which are half as many bytes and of which twice as many fit
 * into a vector, are ahead or level, and Chainrule needs its second thread for that.
 *
 * <p>On the Intel Xeon, 2026-11-26, one round with JDK 17 and one with JDK 25: Chainrule 5.36 and 5.10 s with one
 * thread, 4.61 and 4.07 with two; PyTorch 1.13 with one thread in double 7.10 and 6.94, in float 5.17 and 3.64, with
 * two threads two to three times as long; PyTorch 2.7.1 through DJL with one and two threads in double 9.52 and 6.38,
 * in float 4.13 and 3.11. A prediction took 188 to 221 µs; PyTorch's 359, in float 165, and through DJL 362 and 198,
 * in float 170 and 97. So of the doubles Chainrule is ahead, and behind a current PyTorch's floats.
 *
 * <p>What blocks brought, on a Zen 4 (2026-11-25): at most 29.5 billion multiplications a second and core. Other
 * programs ran as well, so these are the shortest of many times, old and new by turns.
 *
 * <table class="striped">
 *   <caption>784-512-512-10 in batches of 128, one thread, in µs</caption>
 *   <thead>
 *     <tr><th scope="col"></th><th scope="col">before</th><th scope="col">now</th><th scope="col">of the peak</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">x·W, (128 × 784)·(784 × 512)</th><td>2396</td><td>2082</td><td>84 %</td></tr>
 *     <tr><th scope="row">xᵀ·dy, (784 × 128)·(128 × 512)</th><td>2452</td><td>2095</td><td>83 %</td></tr>
 *     <tr><th scope="row">dy·Wᵀ, (128 × 512)·(512 × 512)</th><td>2584</td><td>1819</td><td>63 %</td></tr>
 *     <tr><th scope="row">1024 × 1024</th><td>56271</td><td>50050</td><td>73 %</td></tr>
 *     <tr><th scope="row">one prediction, Java 17</th><td>251</td><td>79</td><td></td></tr>
 *     <tr><th scope="row">one prediction, Java 25</th><td>270</td><td>75</td><td></td></tr>
 *     <tr><th scope="row">one prediction, PyTorch 1.13, double; float</th><td></td><td>91; 57</td><td></td></tr>
 *   </tbody>
 * </table>
 *
 * <p>On the Intel Xeon, whose peak is 60 billion multiplications a second and core, 512 × 512 takes 4.5 ms and 1024 ×
 * 1024 37 ms, half of the peak (49 and 48 %). HotSpot checks the index of each of the eight numbers of a, because
 * their distance is no constant: with constants the tile makes 39 billion instead of 33, and four rows by four vectors
 * 41. Tiles of 24 vectors are more than HotSpot keeps in registers: 8 billion.
 *
 * <p>A prediction reads 5.4 MB of weights, which lie in the cache's third level; adding them all up and nothing else
 * takes 57 µs. Floats are half as many bytes.
 *
 * <h2>Why it is fast</h2>
 *
 * <ul>
 *   <li><b>Tiles.</b> Eight or sixteen vectors of sums stay in registers while the inner index runs. Each number that
 *       is loaded takes part in several, and enough independent sums are under way to hide that each fma waits for the
 *       one before.
 *   <li><b>SIMD across columns.</b> A vector holds neighbouring columns of the result, so each sum stays in its lane
 *       and in its order: the bits are those of the textbook's loop.
 *   <li><b>One loop for both large products.</b> {@code xᵀ·dy} is the same tile, stepping through x the other way. Its
 *       four or eight columns of x lie side by side, so that a line of the cache is read once.
 *   <li><b>Panels, in blocks.</b> Of a wide matrix the columns of a tile are copied side by side first; rows that lie
 *       4096 bytes apart would push each other out of the cache. The panels of 64 columns together fill half of the
 *       cache's second level, and while they are there all rows of the other matrix go past them, once: 0.85 to 0.92
 *       of the time that it took to let them go past each panel by itself.
 *   <li><b>A few rows copy nothing.</b> For the prediction of one example copying the weights takes longer than the
 *       product. Four rows of weights at a time are added to the sums instead, from the first to the last, as fast as
 *       they come from the cache's third level: 70 billion bytes a second.
 *   <li><b>Columns that are left over</b> of a panel are computed as a panel that begins further to the left, some of
 *       its sums for the second time: (64 × 784)·(784 × 300) takes 0.89 of the time, 12 columns take 0.66.
 *   <li><b>Threads take parts, not shares.</b> Whoever is free takes the next part of a product, so nobody waits for a
 *       thread that is late. Parts lie side by side, so that no two threads copy the same columns. A thread looks for
 *       the next product for 0.1 ms before it falls asleep, and needn't be woken then, which takes 45 µs.
 *   <li><b>The transpose writes whole lines of the cache</b>, eight rows at a time: 0.13 ms instead of 0.70 for
 *       512 × 512, where sixteen rows of the result, a power of two apart, didn't fit into the cache together.
 *   <li><b>Wide {@code dy·Wᵀ} transposes nothing beforehand</b>: rows of W become columns of the panels as they are
 *       copied. An epoch of 784-512-512-10 takes 0.93 of the time, with one thread and with two (Zen 4).
 *   <li><b>No branch where chance decides.</b> Half of what comes back to a ReLU is let through, and no processor can
 *       guess which: {@link io.github.chainrule.matrix.Matrix#where} takes 0.09 ms for 128 × 512, a comparison 0.33.
 *   <li><b>The first layer's input gradient</b>, the widest of all, is never computed: a third of the multiplications.
 *   <li><b>Zeros are left out.</b> Four of five pixels of MNIST are zero, and the reader knows which, see below. Four
 *       neighbours at a time, so that what is loaded takes part in four sums.
 *   <li><b>Batches are read beside the training</b>, on a thread of their own, in less time than a step takes.
 *   <li><b>Little is allocated.</b> A step of the main job allocates 37 kB, of which 35 kB are activations; the batch
 *       and all gradients are overwritten. All of MNIST trains within {@code -Xmx48m}.
 *   <li><b>A warm-up while MNIST is read</b> ({@link io.github.chainrule.matrix.Kernels#warmUp}) makes the compiler
 *       look at the products before they are needed, and tries the kernel meanwhile: 0.97 of the process's time.
 *   <li><b>Without SIMD</b>, loops over whole rows that HotSpot makes SIMD of by itself.
 * </ul>
 *
 * <h2>The zeros</h2>
 *
 * <p>Looking for zeros inside a product costs as much as leaving them out saves, see below. So they are found once,
 * when the file is read: {@link io.github.chainrule.matrix.ByteRows} keeps a bit for each pixel and the bytes that
 * aren't zero. Beside the training, the reader makes lists of a batch ({@code FourColumns}): for four neighbouring
 * pixels the images that have ink in one of them, with four bytes each. For {@code xᵀ·dy} the four rows of the result
 * stay in registers while rows of dy go past, for {@code x·W} the four rows of W while rows of the result go past. A
 * zero that stands among four entries is multiplied like the others. {@code ZeroSkipping} says under which condition
 * this gives the same bits; W and dy are looked through before each product, and where the condition doesn't hold, the
 * plain loop runs. Without SIMD a zero costs as much as an entry: then the reader sorts the lists once more, row by
 * row and column by column ({@code Lists}).
 *
 * <p>What that changed was measured in two steps, each beside the code before it. On a Zen 4, single lists in place of
 * dense products: a warm epoch 0.64 of the time; batches of 256 0.62 and of 1024 0.51; 256 hidden neurons 0.56 and
 * 1024 0.62. On the Intel Xeon, fours in place of single lists (one thread, the fifth percentile of 20,000 products,
 * in µs, JDK 17): backwards 16.7 before and 10.9 now, forwards 16 and 16, reading 38 and 27. Forwards each row of the
 * result is loaded and stored again for each four, which takes what the fewer loads of W save. With 64 neurons
 * forwards 88 and 56, backwards 45 and 37, with 300 of them 491 and 329, 316 and 255. With {@code -XX:UseAVX=2}
 * forwards 18 and 22, since AVX2's 16 registers hold a four of W for 8 columns only.
 *
 * <p>Images with much ink lose nothing: random bytes, half of them 0, which get no lists, took 25 ms for 12,800 images
 * and 62 before there were any lists.
 *
 * <p>Nobody sees anything of it. The matrix's array isn't even written until somebody asks for it; and whoever asks for
 * {@code values()} might write to them, so from then on they count and not the lists. Images with more ink than a
 * third, few rows, and all other matrices never get lists.
 *
 * <table class="striped">
 *   <caption>Other ways to leave out zeros, in µs: one thread, 60 batches in turn, the best of many runs on a Zen 4.
 *       Prototypes, with doubles in their lists</caption>
 *   <thead>
 *     <tr><th scope="col">way</th><th scope="col">JDK 17</th><th scope="col">JDK 25</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">forwards over the rows' lists: taken without SIMD</th><td>11.4</td><td>10.9</td></tr>
 *     <tr><th scope="row">two rows at a time, for more sums under way: the rows differ in length</th>
 *         <td>12.8</td><td>11.8</td></tr>
 *     <tr><th scope="row">over the columns' lists, each sum loaded and stored again: one kind of list would do</th>
 *         <td>21.4</td><td>20.0</td></tr>
 *     <tr><th scope="row">backwards over the columns' lists: taken without SIMD</th><td>15.0</td><td>13.8</td></tr>
 *     <tr><th scope="row">over a column's bits, without a list</th><td>18.6</td><td>15.3</td></tr>
 *     <tr><th scope="row">over the rows' lists, each sum loaded and stored again</th><td>26.4</td><td>24.9</td></tr>
 *     <tr><th scope="row">reading: the rows' lists from bits; from the images' bytes, eight at a time</th>
 *         <td>18; 49</td><td>20; 41</td></tr>
 *     <tr><th scope="row">the columns' lists by transposing bits; by counting</th>
 *         <td>21; 69</td><td>20; 61</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>On the Intel Xeon, in µs, JDK 17: lists of four <i>rows</i>, with their sums in registers forwards 14.5, backwards
 * 17 (784 × 512: 1,300, where four columns take 930), and in blocks that stay in the first level 19 to 23. Lists with
 * doubles in place of bytes make the products a tenth faster and the reader a quarter slower: each line that it writes
 * lies in the other core's cache.
 *
 * <p>A means that fades away isn't zero. Where no gradient comes any more, Adam's m shrinks by a tenth in each step,
 * and after 6,700 of them, in the eighth epoch, it is so small that the processor needs help from its microcode: 300
 * such values of 12,577 made Adam take 31 µs instead of 19. So m is set to 0 every 64 steps where it is too small to
 * move a weight.
 *
 * <p>Nobody wakes the reader, and the training reads a batch itself if nobody has begun it. Waking a thread takes 15
 * µs, and on the Intel Xeon the system put the reader on the processor of the training that woke it; for 10 to 50 ms
 * both took turns there, while the other processor was idle. Now the reader looks for work, from time to time.
 *
 * <h2>The first second</h2>
 *
 * <p>Three epochs, from start to test accuracy, took 1.15 s before the lists and 1.32 s with them; now it is 1.06 s
 * (JDK 17, Zen 4, side by side, medians of 13 rounds; ratios 0.92 and 0.80). The processor time went from 2.21 to
 * 1.77 s. Of these about 0.55 s are the JVM's second compiler and 0.2 its first; on two cores they take the time of
 * training and reading, so a step that takes 70 µs when it is warm takes 200 on the average of the three epochs. The
 * program's main thread begins after 0.06 s, has read MNIST after 0.4, makes its first step before 0.5 and its last
 * after a second. What helped:
 *
 * <ul>
 *   <li>Fewer kinds of vectors. The check before zeros are skipped worked with vectors of longs, which until they are
 *       compiled are dozens of methods more for the compiler; now it is four fma. The kernel is tried on the warm-up's
 *       thread. Together 0.90 of the time.
 *   <li>No text without an error. Some checks put a part of their message together each time, and the compiler took
 *       that for important. No tiles for sums of one term, and {@code Thread.yield} where a thread waits for a batch:
 *       together 0.92.
 *   <li>Inner loops in methods of their own. A long loop is compiled twice, once while it runs and once for its next
 *       call; a short one in a method is compiled after a few hundred calls, once: 0.97.
 *   <li>Texts that are put together by plain code ({@code -XDstringConcat=inline} in the POM): 0.93 for the main job
 *       with its report.
 * </ul>
 *
 * <p>Tried and not taken, as ratios of the whole process: an archive of classes with JDK 17 (CDS, which needs a jar)
 * 0.96, an ahead-of-time cache with JDK 25 0.98, {@code -XX:FreqInlineSize=100} 0.96, higher thresholds for the second
 * compiler 0.97, {@code -XX:-UsePerfData} 0.98, {@code -XX:PretenureSizeThreshold=100k} 1.02. Not tried: packing the
 * images on a thread of its own, 0.04 s.
 *
 * <h2>What was tried and rejected</h2>
 *
 * <p>(64 × 784)·(784 × 16) forwards and (784 × 64)·(64 × 16) backwards, in µs. These are prototypes of one hour, the
 * best of twenty rounds and more on a machine that did other things as well: differences of a tenth say nothing.
 *
 * <table class="striped">
 *   <caption>Rejected</caption>
 *   <thead>
 *     <tr><th scope="col">idea</th><th scope="col">with it</th><th scope="col">as it is</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">backwards: four rows of dy in registers, streaming over the columns of x</th>
 *         <td>20.0</td><td>13.6</td></tr>
 *     <tr><th scope="row">the same with eight rows; with AVX2</th><td>16.9; 59.8</td><td>13.6; 26.9</td></tr>
 *     <tr><th scope="row">tiles of eight rows by two vectors with AVX2: its 16 registers don't hold them</th>
 *         <td>38.0</td><td>27.3</td></tr>
 *     <tr><th scope="row">SIMD: looking for MNIST's zeros inside the product; backwards, JDK 17; JDK 25</th>
 *         <td>14.2; 11.4</td><td>13.6; 13.9</td></tr>
 *     <tr><th scope="row">the same with AVX2</th><td>23.6; 22.5</td><td>26.9; 28.1</td></tr>
 *     <tr><th scope="row">the same forwards, row by row; JDK 17 has no instruction for a mask's bits</th>
 *         <td>13.9; JDK 17: 138</td><td>13.3; 14.9</td></tr>
 *     <tr><th scope="row">the same forwards, four rows at a time, with a list of what they need</th>
 *         <td>17.6</td><td>13.3</td></tr>
 *     <tr><th scope="row">plain Java: eight rows at a time in the loop that HotSpot makes SIMD of, on JDK 17</th>
 *         <td>116</td><td>40</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>For wide products, on the older of the two machines, each against what was taken instead:
 *
 * <table class="striped">
 *   <caption>Rejected</caption>
 *   <thead>
 *     <tr><th scope="col">idea</th><th scope="col">with it</th><th scope="col">without</th></tr>
 *   </thead>
 *   <tbody>
 *     <tr><th scope="row">copying a as well, eight rows at a time; (128 × 512)·(512 × 512), as a ratio to panels
 *         without blocks</th>
 *         <td>1.14</td><td>0.99</td></tr>
 *     <tr><th scope="row">blocks of 256 rows, whose sums the next block continues; 1024 × 1024, the same ratio</th>
 *         <td>1.05</td><td>0.96</td></tr>
 *     <tr><th scope="row">blocks of 32 columns and 256 rows; 1024 × 1024, the same ratio</th>
 *         <td>1.09</td><td>0.96</td></tr>
 *     <tr><th scope="row">tiles that can continue sums are more to compile: seconds of processor time until the main
 *         job's products are fast, often</th>
 *         <td>0.40</td><td>0.18</td></tr>
 *     <tr><th scope="row">one prediction: eight rows of weights at a time instead of four, µs</th>
 *         <td>77</td><td>73</td></tr>
 *     <tr><th scope="row">the same with 8 or 16 vectors of sums in registers, all rows past them</th>
 *         <td>80; 79</td><td>73</td></tr>
 *     <tr><th scope="row">the same for seven rows instead of panels, µs</th><td>326</td><td>302</td></tr>
 *   </tbody>
 * </table>
 *
 * <p>Also rejected: more buffers between reader and training (no difference). Not tried: dividing
 * the main job's products between two threads; the second core is busy reading.
 */
package io.github.chainrule.matrix;
