using System.Buffers.Binary;
using System.Text;

namespace Headwater.Models;

/// <summary>
/// The symbol versions of a 64-bit little-endian ELF library: what it defines, what it needs, and which symbols stand behind a need.
/// Layout: System V ABI, and the "Symbol Versioning" chapter of the Linux Standard Base.
/// </summary>
internal sealed class SymbolVersions
{
    private const uint DynamicSymbolsType = 11;
    private const uint VersionDefinitionsType = 0x6ffffffd;
    private const uint VersionNeedsType = 0x6ffffffe;
    private const uint SymbolVersionsType = 0x6fffffff;
    private const ushort WeakFlag = 2;
    private const ushort HiddenBit = 0x8000;

    private readonly byte[] _image;
    private readonly List<Section> _sections = [];

    public SymbolVersions(byte[] image, string name)
    {
        if (image.Length < 64 || !image.AsSpan(0, 6).SequenceEqual("\u007fELF\u0002\u0001"u8))
        {
            throw new InvalidDataException($"{name} is not a 64-bit little-endian ELF library.");
        }

        _image = image;
        long sectionTable = (long)UInt64(0x28);
        int entrySize = UInt16(0x3a);
        for (int i = 0; i < UInt16(0x3c); i++)
        {
            long entry = sectionTable + ((long)i * entrySize);
            _sections.Add(new Section(UInt32(entry + 4), (long)UInt64(entry + 24), (long)UInt64(entry + 32), (int)UInt32(entry + 40)));
        }
    }

    /// <summary>The version names that this library offers to others.</summary>
    public IReadOnlySet<string> Defined()
    {
        HashSet<string> names = [];
        foreach (Section section in Sections(VersionDefinitionsType))
        {
            for (long entry = section.Offset, next = -1; next != 0; entry += next)
            {
                names.Add(Name(section, UInt32(entry + UInt32(entry + 12))));
                next = UInt32(entry + 16);
            }
        }

        return names;
    }

    /// <summary>What this library insists on from the library of that name.</summary>
    public IReadOnlyList<VersionNeed> NeededFrom(string library)
    {
        List<VersionNeed> needs = [];
        foreach (Section section in Sections(VersionNeedsType))
        {
            for (long file = section.Offset, nextFile = -1; nextFile != 0; file += nextFile)
            {
                nextFile = UInt32(file + 12);
                if (Name(section, UInt32(file + 4)) != library)
                {
                    continue;
                }

                for (long entry = file + UInt32(file + 8), next = -1; next != 0; entry += next)
                {
                    next = UInt32(entry + 12);
                    if ((UInt16(entry + 4) & WeakFlag) == 0)
                    {
                        needs.Add(new VersionNeed(Name(section, UInt32(entry + 8)), UInt16(entry + 6), entry + 4));
                    }
                }
            }
        }

        return needs;
    }

    /// <summary>The symbols bound to a needed version.</summary>
    public IReadOnlyList<string> SymbolsBehind(VersionNeed need)
    {
        Section? versions = Sections(SymbolVersionsType).FirstOrDefault();
        Section? symbols = Sections(DynamicSymbolsType).FirstOrDefault();
        if (versions is null || symbols is null)
        {
            return [];
        }

        List<string> names = [];
        for (int i = 0; i < versions.Size / 2; i++)
        {
            if ((UInt16(versions.Offset + (2L * i)) & ~HiddenBit) == need.Index)
            {
                names.Add(Name(symbols, UInt32(symbols.Offset + (24L * i))));
            }
        }

        return names;
    }

    /// <summary>A copy of the library that asks for these versions but loads without them (VER_FLG_WEAK).</summary>
    public byte[] Weaken(IEnumerable<VersionNeed> needs)
    {
        byte[] copy = [.. _image];
        foreach (VersionNeed need in needs)
        {
            Span<byte> flags = copy.AsSpan((int)need.FlagsOffset, 2);
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | WeakFlag));
        }

        return copy;
    }

    private IEnumerable<Section> Sections(uint type) => _sections.Where(section => section.Type == type);

    private string Name(Section section, uint offset)
    {
        ReadOnlySpan<byte> text = _image.AsSpan((int)(_sections[section.Link].Offset + offset));
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]);
    }

    private ushort UInt16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(_image.AsSpan((int)offset));

    private uint UInt32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(_image.AsSpan((int)offset));

    private ulong UInt64(long offset) => BinaryPrimitives.ReadUInt64LittleEndian(_image.AsSpan((int)offset));

    /// <summary>A needed version: its name, its index in the symbol table, and where its flags are in the file.</summary>
    internal readonly record struct VersionNeed(string Name, ushort Index, long FlagsOffset);

    private sealed record Section(uint Type, long Offset, long Size, int Link);
}
