// SPDX-License-Identifier: Apache-2.0
package exercises;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many points a test is worth. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Points {

    int value();
}
