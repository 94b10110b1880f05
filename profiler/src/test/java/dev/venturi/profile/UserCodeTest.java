package dev.venturi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UserCodeTest {
    @Test
    void aPrefixEndsWhereANameEnds() {
        UserCode code = UserCode.withPrefixes(List.of("com.acme"));
        assertThat(code.isUser("com.acme.Shop")).isTrue();
        assertThat(code.isUser("com.acme.deep.Shop$Cart")).isTrue();
        assertThat(code.isUser("com.acmeother.Shop")).isFalse();
        assertThat(code.isUser("java.util.HashMap")).isFalse();
    }

    @Test
    void withoutPrefixesItIsWhatNoFrameworkIs() {
        UserCode code = UserCode.outsideFrameworks();
        assertThat(code.isUser("Main")).isTrue();
        assertThat(code.isUser("com.acme.Shop")).isTrue();
        assertThat(code.isUser("java.util.HashMap")).isFalse();
        assertThat(code.isUser("org.springframework.web.Dispatcher")).isFalse();
        assertThat(code.isUser("com.acme.Shop$$Lambda/0x00007f1c")).isFalse();
        assertThat(code.isUser("com.acme.Shop$$SpringCGLIB$$0")).isFalse();
        assertThat(code.isUser("com.acme.$Proxy12")).isFalse();
    }
}
