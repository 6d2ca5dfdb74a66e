// SPDX-License-Identifier: Apache-2.0
package io.github.chainrule.file;

import static io.github.chainrule.file.SafetensorsTest.read;
import static io.github.chainrule.file.SafetensorsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chainrule.Mutants;
import io.github.chainrule.data.Names;
import io.github.chainrule.data.Scaler;
import io.github.chainrule.evaluation.Predictor;
import io.github.chainrule.layer.LeakyReLU;
import io.github.chainrule.layer.Linear;
import io.github.chainrule.layer.Sigmoid;
import io.github.chainrule.loss.BinaryCrossEntropy;
import io.github.chainrule.loss.MeanSquaredError;
import io.github.chainrule.matrix.Matrix;
import io.github.chainrule.mnist.Drawing;
import io.github.chainrule.model.Sequential;
import io.github.chainrule.training.Checkpoint;
import io.github.chainrule.training.DivergedException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(3600)
class HostileFilesTest {

    @Test
    void a_damaged_file_of_tensors_is_read_or_refused() throws IOException {
        double[] values = new Random(1).doubles(12).toArray();
        Tensor matrix = new Tensor(List.of(3L, 4L), values);
        byte[] plain = written(new Safetensors(Map.of("0.weight", matrix, "0.bias", Tensor.of(1, 2, 3)), Map.of()));
        byte[] mixed = written(new Safetensors(Map.of("a\"\u00e4", matrix, "b", matrix, "c",
                new Tensor(List.of(), 1), "d", Tensor.of()), Map.of("k", "v\n", "l", "\ud83d\ude00")));
        Mutants.read(bytes -> {
            Safetensors file = read(bytes);
            Safetensors again = read(written(file));
            assertThat(written(again)).isEqualTo(written(file));
        }, 100, plain, mixed, SafetensorsTest.floats());
    }

    @Test
    void a_damaged_checkpoint_is_loaded_or_refused() throws IOException {
        Checkpoint checkpoint = CheckpointFileTest.checkpoint(2);
        byte[] file = written(CheckpointFile.safetensors(checkpoint));
        Mutants.read(bytes -> {
            Checkpoint loaded = CheckpointFile.load(read(bytes));
            assertThat(loaded.history().epochs().size()).isLessThan(10);
            try {
                CheckpointFileTest.trainer(2).resumeFrom(loaded).fit(CheckpointFileTest.DATA);
            } catch (IllegalArgumentException | DivergedException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }, 100, file);
    }

    @Test
    void a_damaged_picture_is_read_or_refused() throws IOException {
        byte[] colors = Pngs.of(PngFileTest.painted(new BufferedImage(40, 30, BufferedImage.TYPE_INT_ARGB)));
        byte[] places = Pngs.of(PngFileTest.painted(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_INDEXED)));
        byte[] grays = Pngs.of(PngFileTest.painted(new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY)));
        Mutants.read(bytes -> {
            Drawing drawing = PngFile.read("p", Pngs.signed(bytes));
            try {
                assertThat(drawing.pixels()).hasSize(784);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }, 3000, colors, places, grays);
    }

    @Test
    void a_damaged_model_is_loaded_or_refused() throws IOException {
        Random random = new Random(42);
        byte[] model = written(ModelFile.safetensors(new Predictor(new Sequential(new Linear(3, 2, random),
                new LeakyReLU(), new Linear(2, 1, random), new Sigmoid()), new BinaryCrossEntropy(),
                        new Names(List.of("a", "b", "c"), List.of("no", "yes"), List.of("t")), Optional.empty())));
        byte[] scaled = written(ModelFile.safetensors(new Predictor(new Sequential(new Linear(3, 1, random)),
                new MeanSquaredError(), Names.NONE, Optional.of(new Scaler(List.of(5.8, 0.0, -1.5E-7),
                        List.of(0.82, 1.0, 2.0), List.of(0.0), List.of(1.0))))));
        Matrix x = Matrix.row(1, 2, 3);
        Mutants.read(bytes -> {
            Predictor predictor = ModelFile.load(read(bytes), new CustomTypes());
            if (predictor.model().inputSize().orElse(3) == 3) {
                assertThat(predictor.model().output(x).rows()).isEqualTo(1);
            }
        }, 100, model, scaled);
    }
}
