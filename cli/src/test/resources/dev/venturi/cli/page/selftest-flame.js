setTimeout(() => {
    const result = document.createElement("pre");
    result.id = "selftest";
    result.textContent = "problems: " + (problems.length ? problems.join("; ") : "none")
        + "\nboxes: " + (document.querySelectorAll("[role=treeitem]").length > 3 ? "yes" : "no");
    document.body.append(result);
}, 300);
