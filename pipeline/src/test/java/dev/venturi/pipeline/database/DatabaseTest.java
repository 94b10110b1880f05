package dev.venturi.pipeline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.venturi.table.UsageException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void nothingSecretIsShown() {
        Database database =
                Database.at("jdbc:mysql://me:hidden@host:1/shop?password=hidden&ssl=true")
                        .as("me", "hidden");
        assertThat(database.name()).isEqualTo("mysql://host:1/shop");
        assertThat(database.toString()).isEqualTo("mysql://host:1/shop as me");
        assertThat(database.redacted("access of me with hidden denied"))
                .isEqualTo("access of me with *** denied");
    }

    @Test
    void aDatabaseWithoutADriverSaysSo() {
        assertThatThrownBy(
                        () -> DatabaseSource.query(Database.at("jdbc:oracle:x"), "SELECT 1").open())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("oracle:x: there is no driver");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> Database.at("postgresql://u:hidden@host/x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("jdbc:postgresql://host/name")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aServerThatIsNotThereIsAFailureOfTheMachine() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Database gone = Database.at("jdbc:postgresql://127.0.0.1:%d/x".formatted(port));
        assertThatThrownBy(() -> DatabaseSource.query(gone, "SELECT 1").open())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("postgresql://127.0.0.1:%d/x: cannot connect".formatted(port))
                .hasMessageContaining("refused");
    }
}
