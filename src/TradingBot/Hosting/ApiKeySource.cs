using TradingBot.Configuration;
using TradingBot.Input;
using TradingBot.Kraken.Rest;

namespace TradingBot.Hosting;

/// <summary>Finds the user's Kraken API key where <see cref="SecretSource"/> finds secrets.</summary>
/// <param name="environment">The value of a variable, or null.</param>
/// <param name="defaultFile">Looked at when nothing else gives a key; may be missing.</param>
internal sealed class ApiKeySource(Func<string, string?> environment, string defaultFile)
{
    private readonly SecretSource _source = new(Secrets.KrakenKey, environment, defaultFile);

    public static string KeyVariable => Secrets.KrakenKey.Variables[0];

    public static string SecretVariable => Secrets.KrakenKey.Variables[1];

    /// <summary>Of a key file by default, and of the systemd credential.</summary>
    public static string FileName => Secrets.KrakenKey.FileName;

    /// <summary>For a message: where a key may be.</summary>
    public string Places => _source.Places;

    /// <summary>That of this user, with these variables.</summary>
    public static ApiKeySource Of(Func<string, string?> environment) =>
        new(environment, Path.Combine(UserData.Directory, FileName));

    /// <summary>The key, or null where there is none.</summary>
    /// <param name="file">What the user said with <c>--key</c>, or null.</param>
    /// <exception cref="UserError">
    /// There is one that cannot be read, is not two lines, or is open to others.
    /// </exception>
    public ApiKey? Find(string? file)
    {
        if (_source.Find(file) is not { } found)
            return null;
        try
        {
            return new ApiKey(found.Parts[0], found.Parts[1]);
        }
        catch (ArgumentException wrong)
        {
            throw new UserError($"{found.Place}: {wrong.Message.Split(" (Parameter", 2)[0]}");
        }
    }
}
