namespace TradingBot.Worlds.Exchange;

/// <summary>A REST call as it arrives.</summary>
/// <param name="Path">Such as <c>/0/private/AddOrder</c>.</param>
/// <param name="Text">The query, or the body.</param>
/// <param name="Key">Of a private call.</param>
/// <param name="Signature">Of a private call.</param>
internal sealed record WireCall(string Path, string Text, string? Key, string? Signature)
{
    private Dictionary<string, string>? _fields;

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsPrivate => Path.Contains("/private/", StringComparison.Ordinal);

    /// <summary>True where it changes something.</summary>
    public bool IsWrite => Name is "AddOrder" or "CancelOrder" or "CancelAllOrdersAfter";

    /// <summary>The value of a field, or null.</summary>
    public string? this[string name] => (_fields ??= Parse()).GetValueOrDefault(name);

    private Dictionary<string, string> Parse()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in Text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            fields[Uri.UnescapeDataString(field[..at])] = Uri.UnescapeDataString(field[(at + 1)..]);
        }

        return fields;
    }
}

/// <summary>What comes back.</summary>
internal sealed record WireReply(int Status, string Body)
{
    public static WireReply Result(string json) => new(200, $"{{\"error\":[],\"result\":{json}}}");

    public static WireReply Error(string error) => new(200, $"{{\"error\":[\"{error}\"]}}");

    public static WireReply Page(int status) => new(status, $"<html><body><h1>{status}</h1></body></html>");
}
