import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class XorTest {
    @Test
    void the_network_has_learned_the_truth_table() {
        assertThat(Xor.train(42).output(Xor.INPUTS).values()).containsExactly(Xor.TARGETS.values(), within(0.01));
    }
}
