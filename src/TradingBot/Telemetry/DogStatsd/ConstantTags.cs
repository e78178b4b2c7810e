namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// The tags of every line: our own, then those of <c>DD_TAGS</c>, then those of Datadog's other variables. A later one
/// replaces an earlier one of the same key.
/// </summary>
internal static class ConstantTags
{
    /// <summary>In the order in which clients write them.</summary>
    private static readonly (string Variable, string Key)[] Single =
    [
        ("DD_ENTITY_ID", "dd.internal.entity_id"),
        ("DD_ENV", "env"),
        ("DD_SERVICE", "service"),
        ("DD_VERSION", "version"),
    ];

    /// <param name="own">As <c>key:value</c>.</param>
    /// <param name="environment">Reads a variable; null where it is not set.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> own, Func<string, string?> environment)
    {
        var tags = own.ToList();
        Add(tags, Split(environment("DD_TAGS") ?? ""));
        foreach (var (variable, key) in Single)
        {
            if (environment(variable) is { Length: > 0 } value)
                Add(tags, [$"{key}:{value}"]);
        }

        return tags;
    }

    /// <summary>Separated by commas, or without any by blanks.</summary>
    public static string[] Split(string text)
    {
        char[]? separator = text.Contains(',', StringComparison.Ordinal) ? [','] : null;
        return text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static void Add(List<string> tags, string[] more)
    {
        foreach (var tag in more)
        {
            var colon = tag.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                tags.RemoveAll(earlier => earlier.StartsWith(tag[..(colon + 1)], StringComparison.Ordinal));
        }

        tags.AddRange(more);
    }
}
