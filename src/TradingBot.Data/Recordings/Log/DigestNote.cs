namespace TradingBot.Data.Recordings.Log;

/// <summary>
/// The book that the recorder held when the frame was written, as <see cref="Rows.BookDigest"/> puts it: the payload
/// of a frame of that type. The rebuilt book has to have the same.
/// </summary>
internal sealed record DigestNote(string Pair, string Digest);
