using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TradingBot.Worlds.Machine;

/// <summary>
/// Stands between SQLite and the files of this process: SQLite's own file system with another way to write, truncate,
/// sync, close and delete, which asks the <see cref="Disk"/> of the world first. Reads, locks and shared memory are
/// SQLite's own. It is SQLite's default file system from its registration on, so that the program opens its databases
/// as ever.
/// </summary>
internal static unsafe partial class DiskVfs
{
    private const string Library = "e_sqlite3";
    private const int Ok = 0;

    // SQLite keeps what it is given for as long as the process lives: nothing of it is ever freed.
    private static readonly Dictionary<nint, nint> Methods = [];
    private static readonly Dictionary<nint, OpenFile> Opened = [];
    private static FileSystem* Below;

    /// <summary>Whose files are watched; null: nobody's.</summary>
    public static Disk? Current { get; private set; }

    /// <summary>Puts a disk under all databases in its directory that are opened from now on.</summary>
    public static void Use(Disk? disk)
    {
        if (Below == null)
            Register();
        Current = disk;
    }

    private static void Register()
    {
        Below = FindFileSystem(0);
        var watched = (FileSystem*)NativeMemory.Alloc((nuint)sizeof(FileSystem));
        *watched = *Below;
        watched->Name = (byte*)Marshal.StringToCoTaskMemUTF8("world");
        watched->Open = &OnOpen;
        watched->Delete = &OnDelete;
        if (RegisterFileSystem(watched, isDefault: 1) != Ok)
            throw new InvalidOperationException("SQLite does not take the world's file system");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnOpen(FileSystem* system, byte* name, nint file, int flags, int* outFlags)
    {
        var code = Below->Open(Below, name, file, flags, outFlags);
        if (code != Ok || name == null || Current is not { } disk)
            return code;
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        if (!disk.Has(path))
            return code;
        var methods = (FileMethods**)file;
        var own = *methods;
        var one = new OwnFile(own, file);
        Opened[file] = new OpenFile(one, disk, disk.Open(path, one));
        *methods = Watched(own);
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnDelete(FileSystem* system, byte* name, int syncsDirectory)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        if (Current is { } disk && disk.Has(path) && disk.Delete(path) is var code and not Ok)
            return code;
        return Below->Delete(Below, name, syncsDirectory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnWrite(nint file, byte* data, int count, long offset)
    {
        var (own, disk, one) = Opened[file];
        var code = disk.Write(one, own, count, offset);
        return code != Ok ? code : own.Write(data, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnTruncate(nint file, long size)
    {
        var (own, disk, one) = Opened[file];
        var code = disk.Truncate(one, own, size);
        return code != Ok ? code : own.Truncate(size);
    }

    // What is durable is for the world's disk to say; the one below it need not sync.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnSync(nint file, int flags)
    {
        var (_, disk, one) = Opened[file];
        return disk.Sync(one);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnClose(nint file)
    {
        Opened.Remove(file, out var one);
        one.File.Handles--;
        return one.Own.Close();
    }

    private static FileMethods* Watched(FileMethods* own)
    {
        if (Methods.TryGetValue((nint)own, out var known))
            return (FileMethods*)known;
        var watched = (FileMethods*)NativeMemory.Alloc((nuint)sizeof(FileMethods));
        *watched = *own;
        watched->Write = &OnWrite;
        watched->Truncate = &OnTruncate;
        watched->Sync = &OnSync;
        watched->Close = &OnClose;
        Methods[(nint)own] = (nint)watched;
        return watched;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_find")]
    private static partial FileSystem* FindFileSystem(nint name);

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_register")]
    private static partial int RegisterFileSystem(FileSystem* system, int isDefault);

    /// <summary>An open file as it really is.</summary>
    internal readonly struct OwnFile(FileMethods* methods, nint file)
    {
        private const int ShortRead = 522; // the file ends before: what is missing is read as zeros

        /// <summary>Bytes.</summary>
        public long Size
        {
            get
            {
                long size;
                Need(methods->FileSize(file, &size));
                return size;
            }
        }

        public byte[] Read(long offset, int count)
        {
            var bytes = new byte[count];
            fixed (byte* start = bytes)
                Need(methods->Read(file, start, count, offset));
            return bytes;
        }

        public int Write(byte* data, int count, long offset) => methods->Write(file, data, count, offset);

        public int Truncate(long size) => methods->Truncate(file, size);

        public int Close() => methods->Close(file);

        private static void Need(int code)
        {
            if (code is not (Ok or ShortRead))
                throw new InvalidOperationException($"the file below the world's disk cannot be read: {code}");
        }
    }

    private readonly record struct OpenFile(OwnFile Own, Disk Disk, DiskFile File);

    /// <summary>sqlite3_io_methods of a machine of 64 bits; only what is used has a name.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 152)]
    internal struct FileMethods
    {
        [FieldOffset(8)] public delegate* unmanaged[Cdecl]<nint, int> Close;
        [FieldOffset(16)] public delegate* unmanaged[Cdecl]<nint, byte*, int, long, int> Read;
        [FieldOffset(24)] public delegate* unmanaged[Cdecl]<nint, byte*, int, long, int> Write;
        [FieldOffset(32)] public delegate* unmanaged[Cdecl]<nint, long, int> Truncate;
        [FieldOffset(40)] public delegate* unmanaged[Cdecl]<nint, int, int> Sync;
        [FieldOffset(48)] public delegate* unmanaged[Cdecl]<nint, long*, int> FileSize;
    }

    /// <summary>sqlite3_vfs of a machine of 64 bits; only what is used has a name.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 168)]
    internal struct FileSystem
    {
        [FieldOffset(24)] public byte* Name;
        [FieldOffset(40)] public delegate* unmanaged[Cdecl]<FileSystem*, byte*, nint, int, int*, int> Open;
        [FieldOffset(48)] public delegate* unmanaged[Cdecl]<FileSystem*, byte*, int, int> Delete;
    }
}
