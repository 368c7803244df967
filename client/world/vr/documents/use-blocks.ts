import { useEffect, useState } from 'react';
import type { TextBlock } from '../../../documents/document-text.ts';
import type { PdfFile } from '../../../documents/pdf-file.ts';

/** The text of a page; undefined until it is here, null where it cannot be had. */
export function useBlocks(file: PdfFile | null | undefined, page: number): readonly TextBlock[] | null | undefined {
  const [read, setRead] = useState<{
    readonly of: PdfFile;
    readonly page: number;
    readonly blocks: readonly TextBlock[];
  }>();
  useEffect(() => {
    if (!file) return;
    let isWanted = true;
    file.page(page).then(
      ({ blocks }) => isWanted && setRead({ of: file, page, blocks }),
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [file, page]);
  if (!file) return file;
  return read?.of === file && read.page === page ? read.blocks : undefined;
}
