using System.Runtime.InteropServices;

namespace Headwater.Models;

/// <summary>
/// Memory that one worker of a pass takes from the front and gives back at once. It grows to what the largest pass needs and stays there: a run of
/// steps allocates nothing. Not thread-safe.
/// </summary>
internal sealed unsafe class Workspace : IDisposable
{
    private const int Alignment = 64;
    private const long LeastBlock = 1 << 20;        // floats

    private readonly List<(nint Data, long Floats)> _blocks = [];
    private int _block;
    private long _used;

    /// <summary>Bytes held.</summary>
    public long Size => _blocks.Sum(block => block.Floats) * sizeof(float);

    /// <summary>Floats, not cleared, valid until <see cref="Release"/> of an earlier mark or <see cref="Reset"/>.</summary>
    public float* Take(long floats)
    {
        long rounded = (floats + 15) & ~15L;
        while (_block < _blocks.Count && _used + rounded > _blocks[_block].Floats)
        {
            (_block, _used) = (_block + 1, 0);
        }

        if (_block == _blocks.Count)
        {
            long size = Math.Max(rounded, LeastBlock);
            _blocks.Add(((nint)NativeMemory.AlignedAlloc((nuint)(size * sizeof(float)), Alignment), size));
        }

        float* taken = (float*)_blocks[_block].Data + _used;
        _used += rounded;
        return taken;
    }

    public (int Block, long Used) Mark() => (_block, _used);

    /// <summary>Gives back what was taken since the mark.</summary>
    public void Release((int Block, long Used) mark) => (_block, _used) = mark;

    /// <summary>Gives all back; what had to be fetched in pieces becomes one.</summary>
    public void Reset()
    {
        (_block, _used) = (0, 0);
        if (_blocks.Count > 1)
        {
            long total = _blocks.Sum(block => block.Floats);
            Dispose();
            _blocks.Add(((nint)NativeMemory.AlignedAlloc((nuint)(total * sizeof(float)), Alignment), total));
        }
    }

    public void Dispose()
    {
        foreach ((nint data, _) in _blocks)
        {
            NativeMemory.AlignedFree((void*)data);
        }

        _blocks.Clear();
    }
}
