// SPDX-License-Identifier: Apache-2.0
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import org.junit.jupiter.api.Test;

class WithoutDigitsTest {
    /** Although their jar lies beside the library's in the local repository. */
    @Test
    void the_error_shows_the_lines_to_add() {
        assertThatThrownBy(Digits::training).isInstanceOf(FileNotFoundException.class).hasMessageContaining("""
                    <dependency>
                        <groupId>io.github.chainrule</groupId>
                        <artifactId>chainrule</artifactId>
                        <version>0.1.0-SNAPSHOT</version>
                        <classifier>mnist</classifier>
                    </dependency>
                """);
    }
}
