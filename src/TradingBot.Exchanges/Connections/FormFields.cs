using System.Globalization;
using System.Text;

namespace TradingBot.Exchanges.Connections;

/// <summary>
/// The parameters of a call, in order. A null is left out; everything else is percent-encoded, because a bare <c>+</c>
/// would arrive as a blank.
/// </summary>
internal sealed class FormFields
{
    private readonly StringBuilder _text = new();

    public FormFields Add(string name, string? value)
    {
        if (value is null)
            return this;
        if (_text.Length > 0)
            _text.Append('&');
        _text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    public FormFields Add(string name, decimal? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public FormFields Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Sent as <c>true</c>, or not at all: an absent flag and a false one mean the same, and absent is safer.
    /// </summary>
    public FormFields AddIfTrue(string name, bool value) => value ? Add(name, "true") : this;

    public override string ToString() => _text.ToString();
}
