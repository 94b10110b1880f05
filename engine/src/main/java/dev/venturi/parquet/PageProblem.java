package dev.venturi.parquet;

/// A page is not what it should be: caught where file, row group and column are known.
final class PageProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param problem what was found and what was expected
    PageProblem(String problem) {
        super(problem, null, false, false);
    }

    /// As above, with the failure that showed it.
    PageProblem(String problem, Throwable cause) {
        super(problem, cause);
    }
}
