setTimeout(() => {
    const result = document.createElement("pre");
    result.id = "selftest";
    result.textContent = "problems: " + (problems.length ? problems.join("; ") : "none")
        + "\nsections: " + (["findings", "flame", "methods", "lines"].every((id) => document.getElementById(id)) ? "yes" : "no");
    document.body.append(result);
}, 300);
