using System.Text.RegularExpressions;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// The id of the container this process is in, by which the agent finds its tags. Where the container has a cgroup
/// namespace of its own, only the mount of its <c>hostname</c> file names it.
/// </summary>
internal static partial class ContainerId
{
    /// <returns>The id, or null outside a container, and where <c>DD_ORIGIN_DETECTION_ENABLED</c> says no.</returns>
    /// <param name="environment">Reads a variable; null where it is not set.</param>
    public static string? Find(Func<string, string?> environment)
    {
        var wish = environment("DD_ORIGIN_DETECTION_ENABLED");
        if (wish is not null && Array.Exists(["false", "no", "0", "n", "off"], no => Same(no, wish)))
            return null;
        return InCgroups(Read("/proc/self/cgroup")) ?? InMounts(Read("/proc/self/mountinfo"));
    }

    /// <summary>From the text of <c>/proc/self/cgroup</c>: the last id of the first line that has one.</summary>
    public static string? InCgroups(string text) => text.Split('\n')
        .Select(line => Id().Matches(line.TrimEnd()).LastOrDefault()?.Value)
        .FirstOrDefault(id => id is not null);

    /// <summary>
    /// From the text of <c>/proc/self/mountinfo</c>. The mounts of a host name its containers too, but none of them is
    /// the host's <c>hostname</c>.
    /// </summary>
    public static string? InMounts(string text) => text.Split('\n')
        .Where(line => !line.Contains("sandboxes", StringComparison.Ordinal))
        .Select(line => HostnameMount().Match(line))
        .FirstOrDefault(match => match.Success)?.Groups[1].Value;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private const string Form = @"[0-9a-f]{64}|[0-9a-f]{32}-\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    [GeneratedRegex(Form)]
    private static partial Regex Id();

    [GeneratedRegex($@"/({Form})/\S*hostname ")]
    private static partial Regex HostnameMount();
}
