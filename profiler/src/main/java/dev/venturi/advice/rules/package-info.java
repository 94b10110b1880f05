/// The rules, one file per symptom; [dev.venturi.advice.rules.StandardRules] lists them.
@NullMarked
package dev.venturi.advice.rules;

import org.jspecify.annotations.NullMarked;
