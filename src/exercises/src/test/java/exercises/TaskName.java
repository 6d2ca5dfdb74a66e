// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of a task, which are graded. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(Grade.class)
@interface TaskName {

    /** {@return the class that is to be written} */
    String value();
}
