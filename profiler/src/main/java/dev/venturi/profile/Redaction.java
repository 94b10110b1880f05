package dev.venturi.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes secrets out of texts before anything is written: passwords, tokens and keys in command
/// lines, properties, environments, headers and URLs.
///
/// A secret is recognised by the name before it (`-Ddb.password=...`, `--api-key ...`,
/// `?access_token=...`, `Authorization: Bearer ...`), by its place (`https://user:...@host`), or by
/// its own form (keys of well-known services, JSON web tokens). When in doubt more is taken out,
/// not less: a report loses little by a replaced value. What has neither name nor form, such as a
/// password that is the second plain argument, cannot be recognised.
public final class Redaction {
    /// What stands where a secret was.
    public static final String MARK = "***";

    private static final Set<String> SECRET_WORDS =
            Set.of(
                    "password",
                    "passwords",
                    "passwd",
                    "passphrase",
                    "passcode",
                    "pwd",
                    "pw",
                    "pass",
                    "secret",
                    "secrets",
                    "token",
                    "tokens",
                    "credential",
                    "credentials",
                    "apikey",
                    "authorization",
                    "cookie",
                    "signature",
                    "sig",
                    "jwt",
                    "bearer",
                    "storepass",
                    "keypass");
    private static final Set<String> BEFORE_KEY =
            Set.of(
                    "api",
                    "access",
                    "private",
                    "encryption",
                    "account",
                    "signing",
                    "shared",
                    "auth",
                    "master",
                    "license",
                    "ssh",
                    "client",
                    "service");
    private static final Set<String> SCHEMES = Set.of("bearer", "basic", "digest", "token");

    private static final Pattern NAMED =
            Pattern.compile(
                    "(?<name>-{0,2}[A-Za-z_][\\w.-]*)(?<gap>\\s*[=:]\\s*|\\s+)(?<value>\"[^\"]*\"|'[^']*'|\\S+)");
    private static final Pattern WORD = Pattern.compile("\\S+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");
    private static final Pattern PLACED =
            Pattern.compile(
                    "[A-Za-z][A-Za-z0-9+.-]*://[^\\s/:@]*:(?<url>[^\\s/]+)@"
                            + "|jdbc:oracle:\\w+:[^\\s/]+/(?<oracle>[^\\s@]+)@"
                            + "|(?:^|\\s)(?:-u|--user|--proxy-user)[ =][^\\s:]+:(?<user>\\S+)");
    private static final Pattern FORMED =
            Pattern.compile(
                    "(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[0-9A-Z]{16}|gh[pousr]_\\w{20,}|github_pat_\\w{20,}"
                            + "|glpat-[\\w-]{16,}|xox[abprs]-[\\w-]{10,}|sk-[\\w-]{20,}|sk_live_\\w{16,}"
                            + "|AIza[\\w-]{30,}|eyJ[\\w-]{8,}\\.[\\w-]{8,}(?:\\.[\\w-]*)?)"
                            + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*-----|$)");
    private static final int KEY_LENGTH = 16;

    private Redaction() {}

    /// A text without its secrets.
    ///
    /// @param text anything; a command line may have its arguments separated by blanks
    /// @return the same with [#MARK] in the place of each secret
    public static String text(String text) {
        boolean[] secret = secrets(text);
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!secret[i]) {
                safe.append(text.charAt(i));
            } else if (i == 0 || !secret[i - 1]) {
                safe.append(MARK);
            }
        }
        return safe.toString();
    }

    /// A text of the same length with an asterisk for each character of a secret, for places that
    /// cannot grow or shrink.
    public static String sameLength(String text) {
        boolean[] secret = secrets(text);
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            if (secret[i]) {
                characters[i] = '*';
            }
        }
        return new String(characters);
    }

    /// The arguments of a command without their secrets; a value may be the argument after its
    /// name.
    public static List<String> arguments(List<String> arguments) {
        List<String> safe = new ArrayList<>(arguments.size());
        boolean valueNext = false;
        for (String argument : arguments) {
            if (valueNext && !argument.startsWith("-")) {
                safe.add(MARK);
            } else {
                safe.add(argument(argument));
            }
            valueNext =
                    argument.startsWith("-") && argument.indexOf('=') < 0 && isSecretName(argument);
        }
        return safe;
    }

    /// One argument: all behind the equals sign belongs to the value, blanks included.
    private static String argument(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && isPlainName(argument, equals)) {
            return argument.substring(0, equals + 1)
                    + value(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return text(argument);
    }

    /// The value of a property or of a variable of the environment; [#MARK] when its name says that
    /// it is a secret.
    public static String value(String name, String value) {
        return !value.isEmpty() && (isSecretName(name) || isKeyOfSomething(name, value))
                ? MARK
                : text(value);
    }

    /// Whether a name says that its value is a secret: `db.password`, `--apiKey`, `GITHUB_TOKEN`.
    public static boolean isSecretName(String name) {
        String before = "";
        for (String hump : HUMP.split(name, -1)) {
            String word = hump.toLowerCase(Locale.ROOT);
            if (SECRET_WORDS.contains(word)
                    || word.endsWith("password")
                    || word.endsWith("secret")
                    || (word.endsWith("token") && !word.equals("token"))
                    || ((word.equals("key") || word.equals("keys"))
                            && BEFORE_KEY.contains(before))) {
                return true;
            }
            before = word;
        }
        return false;
    }

    private static boolean isPlainName(String argument, int equals) {
        for (int i = 0; i < equals; i++) {
            char c = argument.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '_' && c != '.' && c != ':') {
                return false;
            }
        }
        return true;
    }

    /// `key=` before something long and random.
    private static boolean isKeyOfSomething(String name, String value) {
        return name.replace("-", "").equalsIgnoreCase("key")
                && value.length() >= KEY_LENGTH
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter)
                && value.indexOf('/') < 0;
    }

    private static boolean[] secrets(String text) {
        boolean[] secret = new boolean[text.length()];
        markNamed(text, secret);
        for (Matcher placed = PLACED.matcher(text); placed.find(); ) {
            mark(secret, placed, "url");
            mark(secret, placed, "oracle");
            mark(secret, placed, "user");
        }
        for (Matcher formed = FORMED.matcher(text); formed.find(); ) {
            mark(secret, formed.start(), formed.end());
        }
        return secret;
    }

    private static void markNamed(String text, boolean[] secret) {
        Matcher named = NAMED.matcher(text);
        int from = 0;
        while (from < text.length() && named.find(from)) {
            String name = named.group("name");
            String value = named.group("value");
            boolean byBlank = named.group("gap").isBlank();
            boolean applies = !byBlank || (name.startsWith("-") && !value.startsWith("-"));
            if (applies && (isSecretName(name) || (!byBlank && isKeyOfSomething(name, value)))) {
                from = markValue(text, secret, named);
            } else {
                from = named.end("name");
            }
        }
    }

    /// @return where to look on
    private static int markValue(String text, boolean[] secret, Matcher named) {
        int start = named.start("value");
        int end = named.end("value");
        char quote = text.charAt(start);
        if (end - start >= 2 && (quote == '"' || quote == '\'') && text.charAt(end - 1) == quote) {
            mark(secret, start + 1, end - 1);
            return end;
        }
        if (SCHEMES.contains(named.group("value").toLowerCase(Locale.ROOT))) {
            Matcher next = WORD.matcher(text);
            if (next.find(end)) {
                mark(secret, next.start(), next.end());
                return next.end();
            }
        }
        // inside a URL the value ends where the next parameter begins
        char before = named.start() == 0 ? ' ' : text.charAt(named.start() - 1);
        if (before == '?' || before == '&' || before == ';') {
            for (int i = start; i < end; i++) {
                char c = text.charAt(i);
                if (c == '&' || c == '#' || (c == ';' && before == ';')) {
                    end = i;
                }
            }
        }
        mark(secret, start, end);
        return end;
    }

    private static void mark(boolean[] secret, Matcher matcher, String group) {
        if (matcher.start(group) >= 0) {
            mark(secret, matcher.start(group), matcher.end(group));
        }
    }

    private static void mark(boolean[] secret, int from, int to) {
        Arrays.fill(secret, from, to, true);
    }
}
