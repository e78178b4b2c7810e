using TradingBot.Configuration;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Input;

namespace TradingBot.Bots.Preparation;

/// <summary>Finds the user's API key of a venue where <see cref="SecretSource"/> finds secrets.</summary>
/// <param name="venue">Whose key.</param>
/// <param name="environment">The value of a variable, or null.</param>
/// <param name="defaultFile">Looked at when nothing else gives a key; may be missing.</param>
internal sealed class ApiKeySource(IVenue venue, Func<string, string?> environment, string defaultFile)
{
    private readonly SecretSource _source = new(Secrets.ApiKeyOf(venue), environment, defaultFile);

    /// <summary>For a message: where a key may be.</summary>
    public string Places => _source.Places;

    /// <summary>That of this user, with these variables.</summary>
    public static ApiKeySource Of(IVenue venue, Func<string, string?> environment) =>
        new(venue, environment, Path.Combine(UserData.Directory, Secrets.ApiKeyOf(venue).FileName));

    /// <summary>The key, or null where there is none.</summary>
    /// <param name="file">What the user said with <c>--key</c>, or null.</param>
    /// <exception cref="UserError">
    /// There is one that cannot be read, is not two lines, or is open to others.
    /// </exception>
    public ApiKey? Find(string? file)
    {
        if (_source.Find(file) is not { } found)
            return null;
        ApiKey key;
        try
        {
            key = new ApiKey(found.Parts[0], found.Parts[1]);
        }
        catch (ArgumentException wrong)
        {
            throw new UserError($"{found.Place}: {wrong.Message.Split(" (Parameter", 2)[0]}");
        }

        return venue.ProblemOf(key) is { } problem ? throw new UserError($"{found.Place}: {problem}") : key;
    }
}
