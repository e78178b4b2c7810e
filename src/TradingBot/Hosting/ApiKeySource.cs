using System.Text;
using TradingBot.Cli;
using TradingBot.Kraken.Rest;

namespace TradingBot.Hosting;

/// <summary>
/// Finds the user's Kraken API key: the file the user names, else the environment, else a systemd credential, else
/// <c>kraken.key</c> beside the user's data. A key file has two lines, the key and its secret, and is its owner's
/// alone. No message of this class repeats any of what it reads.
/// </summary>
/// <param name="environment">The value of a variable, or null.</param>
/// <param name="defaultFile">Looked at when nothing else gives a key; may be missing.</param>
internal sealed class ApiKeySource(Func<string, string?> environment, string defaultFile)
{
    public const string KeyVariable = "TRADINGBOT_KRAKEN_KEY";
    public const string SecretVariable = "TRADINGBOT_KRAKEN_SECRET";

    /// <summary>Of a key file by default, and of the systemd credential.</summary>
    public const string FileName = "kraken.key";

    /// <summary>Set by systemd for a unit with <c>LoadCredential=</c>.</summary>
    private const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>Many times a key with its secret.</summary>
    private const int LongestFile = 4096;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>That of this process and user.</summary>
    public static ApiKeySource Standard { get; } =
        new(Environment.GetEnvironmentVariable, Path.Combine(UserData.Directory, FileName));

    /// <summary>For a message: where a key may be.</summary>
    public string Places =>
        $"--key FILE, {KeyVariable} and {SecretVariable}, the systemd credential {FileName}, or {defaultFile}";

    /// <summary>The key, or null where there is none.</summary>
    /// <param name="file">What the user said with <c>--key</c>, or null.</param>
    /// <exception cref="UserError">
    /// There is one that cannot be read, is not two lines, or is open to others.
    /// </exception>
    public ApiKey? Find(string? file)
    {
        if (file is not null)
            return FromFile(file, $"--key: {file}", isGuarded: false);
        if (FromEnvironment() is { } key)
            return key;
        if (environment(CredentialsVariable) is { Length: > 0 } directory
            && Path.Combine(directory, FileName) is var credential && File.Exists(credential))
        {
            // systemd guards it by an access list, which shows in the mode as if the group could read it.
            return FromFile(credential, credential, isGuarded: true);
        }

        return File.Exists(defaultFile) ? FromFile(defaultFile, defaultFile, isGuarded: false) : null;
    }

    private ApiKey? FromEnvironment()
    {
        var (key, secret) = (environment(KeyVariable), environment(SecretVariable));
        if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(secret))
            return null;
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(secret))
            throw new UserError($"{KeyVariable}, {SecretVariable}: only one of them is set; a key needs both");
        return KeyOf(key.Trim(), secret.Trim(), $"{KeyVariable}, {SecretVariable}");
    }

    private static ApiKey FromFile(string file, string place, bool isGuarded)
    {
        var lines = Read(file, place, isGuarded).Trim().Split('\n', StringSplitOptions.TrimEntries);
        return lines is [{ Length: > 0 } key, { Length: > 0 } secret]
            ? KeyOf(key, secret, place)
            : throw new UserError($"{place}: must have two lines, the API key and its secret");
    }

    private static string Read(string file, string place, bool isGuarded)
    {
        try
        {
            // What is checked is what is read, also if somebody replaces the file in between.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!isGuarded && !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != UnixFileMode.None)
                throw new UserError($"{place}: others may read it; run 'chmod 600 {file}'");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var content = new char[LongestFile + 1];
            var length = reader.ReadBlock(content); // a pipe has no length to ask for
            return length <= LongestFile
                ? new string(content, 0, length)
                : throw new UserError($"{place}: must have two lines, the API key and its secret");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{place}: there is no such file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{place}: cannot be read: {failure.Message}");
        }
    }

    private static ApiKey KeyOf(string key, string secret, string place)
    {
        try
        {
            return new ApiKey(key, secret);
        }
        catch (ArgumentException wrong)
        {
            throw new UserError($"{place}: {wrong.Message.Split(" (Parameter", 2)[0]}");
        }
    }
}
