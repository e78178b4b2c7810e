using System.Text;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Sealing;

namespace TradingBot.Tests.Recordings.Collecting;

/// <summary>What a collector has received, as it stands in the log of the hours that are not sealed.</summary>
internal static class ReceivedMessages
{
    /// <summary>All messages about a market, with the moment at which each came, UTC.</summary>
    /// <param name="folder">The recording's.</param>
    /// <param name="market">As the exchange's messages have it.</param>
    public static List<(DateTime At, byte[] Message)> Of(RecordingFolder folder, string market)
    {
        var (messages, name) = (new List<(DateTime At, byte[] Message)>(), Encoding.UTF8.GetBytes($"\"{market}\""));
        foreach (var hour in folder.LogHours())
        {
            using var log = new HourLog(folder, hour);
            while (log.Next(out var frame))
            {
                var at = DateTime.UnixEpoch.AddMicroseconds(frame.Received.WallMicros);
                if (frame.Type == FrameType.Message && frame.Payload.Span.IndexOf(name) >= 0)
                    messages.Add((at, frame.Payload.ToArray()));
            }
        }

        return messages;
    }
}
