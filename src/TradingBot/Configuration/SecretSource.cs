using System.Text;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Configuration;

/// <summary>
/// Finds a secret: in the file the user names, else in the environment, else in a systemd credential, else in a file
/// beside the user's data. A file has a line for each part and is its owner's alone. No message of this class repeats
/// any of what it reads.
/// </summary>
/// <param name="kind">Which one.</param>
/// <param name="environment">The value of a variable, or null.</param>
/// <param name="defaultFile">Looked at when nothing else gives it; may be missing.</param>
internal sealed class SecretSource(SecretKind kind, Func<string, string?> environment, string defaultFile)
{
    /// <summary>Set by systemd for a unit with <c>LoadCredential=</c>.</summary>
    private const string CredentialsVariable = "CREDENTIALS_DIRECTORY";

    /// <summary>Many times a key with its secret.</summary>
    private const int LongestFile = 4096;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>For a message: where it may be.</summary>
    public string Places =>
        $"{kind.FileOption} FILE, {Variables(" and ")}, the systemd credential {kind.FileName}, or {defaultFile}";

    /// <summary>That of this user, with these variables.</summary>
    public static SecretSource Of(SecretKind kind, Func<string, string?> environment) =>
        new(kind, environment, Path.Combine(UserData.Directory, kind.FileName));

    /// <summary>True where somebody has put the secret in the place of its file's name.</summary>
    public static bool IsSecretItself(string file) => !File.Exists(file)
        && (file.StartsWith("xox", StringComparison.Ordinal)
            || file.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || (file.Length > 30 && Path.GetFileName(file) == file && !file.Contains('.')));

    /// <summary>The secret, or null where there is none.</summary>
    /// <param name="file">What the user has said with the option for it, or null.</param>
    /// <exception cref="UserError">
    /// There is one that cannot be read, has not as many lines as it has parts, or is open to others.
    /// </exception>
    public Secret? Find(string? file)
    {
        if (file is not null && IsSecretItself(file))
            throw new UserError($"{kind.FileOption}: must name a file, but holds the secret itself (not shown)");
        if (file is not null)
            return FromFile(file, $"{kind.FileOption}: {file}", isGuarded: false);
        if (FromEnvironment() is { } secret)
            return secret;
        if (environment(CredentialsVariable) is { Length: > 0 } directory
            && Path.Combine(directory, kind.FileName) is var credential && File.Exists(credential))
        {
            // systemd guards it by an access list, which shows in the mode as if the group could read it.
            return FromFile(credential, credential, isGuarded: true);
        }

        return File.Exists(defaultFile) ? FromFile(defaultFile, defaultFile, isGuarded: false) : null;
    }

    private string Variables(string separator) => string.Join(separator, kind.Variables);

    private Secret? FromEnvironment()
    {
        var parts = kind.Variables.Select(name => environment(name)?.Trim() ?? "").ToList();
        if (parts.TrueForAll(part => part.Length == 0))
            return null;
        return parts.Contains("")
            ? throw new UserError($"{Variables(", ")}: only one of them is set; a key needs both")
            : new Secret(parts, Variables(", "));
    }

    private Secret FromFile(string file, string place, bool isGuarded)
    {
        var lines = Read(file, place, isGuarded).Trim().Split('\n', StringSplitOptions.TrimEntries);
        return lines.Length == kind.Variables.Count && !lines.Contains("")
            ? new Secret(lines, place)
            : throw Malformed(place);
    }

    private string Read(string file, string place, bool isGuarded)
    {
        try
        {
            // What is checked is what is read, also if somebody replaces the file in between.
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!isGuarded && !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(stream.SafeFileHandle) & Others) != UnixFileMode.None)
                throw new UserError($"{place}: other users can read it; run 'chmod 600 {file}'");
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var content = new char[LongestFile + 1];
            var length = reader.ReadBlock(content); // a pipe has no length to ask for
            return length <= LongestFile ? new string(content, 0, length) : throw Malformed(place);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserError($"{place}: no such file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserError($"{place}: cannot be read: {failure.Message}");
        }
    }

    private UserError Malformed(string place) => new($"{place}: must have {kind.Content}");
}
