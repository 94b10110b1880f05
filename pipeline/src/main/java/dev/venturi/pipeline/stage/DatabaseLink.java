package dev.venturi.pipeline.stage;

import dev.venturi.pipeline.database.Database;

/// How a database is reached. Its text shows no password.
///
/// @param name as the pipeline calls it
/// @param url of JDBC: `jdbc:postgresql://localhost:5432/shop`
/// @param user empty for none
/// @param password empty for none
public record DatabaseLink(String name, String url, String user, String password) {
    /// The database.
    Database open() {
        Database database = Database.at(url);
        return user.isEmpty() ? database : database.as(user, password);
    }

    @Override
    public String toString() {
        return "%s (%s)".formatted(name, open());
    }
}
