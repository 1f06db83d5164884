import type { Company as CompanyMessage, CompanyServiceDefinition } from '../../gen/atrium/org/v1/org.js';
import { denied, invalid, notFound } from '../../kit/errors.js';
import { maskOf } from '../../kit/field-mask.js';
import type { Implementation } from '../../kit/grpc-server.js';
import { COMPANY, type CompanyWriting, companyActions, setLogo, updateCompany } from './company.js';
import { type Companies, companyMessage } from './company-store.js';
import { logoOf } from './picture.js';
import type { PictureStore } from './picture-store.js';

type Parts = { companies: Companies; pictures: PictureStore };

export const companyApi = ({ companies, pictures }: Parts): Implementation<typeof CompanyServiceDefinition> => ({
  async getCompany(_, context) {
    return companyMessage(await companies.get(context, COMPANY), context.actor);
  },

  async updateCompany({ company, updateMask }, context) {
    const change = maskOf(updateMask, contentOf(company), 'company');
    const updated = await companies.change(context, COMPANY, (state) => updateCompany(state, change, context.actor), 'updated');
    return companyMessage(updated, context.actor);
  },

  async setCompanyLogo({ image }, context) {
    if (!companyActions(context.actor).includes('update')) throw denied('update');
    const logo = await logoOf(image);
    const updated = await companies.change(context, COMPANY, (state) => setLogo(state, logo.hash, context.actor), 'logo_set', {
      write: (_, session) => pictures.put(COMPANY, logo, session),
    });
    return companyMessage(updated, context.actor);
  },

  async getCompanyLogo() {
    const logo = await pictures.get(COMPANY, 'logo');
    if (!logo) throw notFound('logo', 'of the company');
    return logo;
  },
});

function contentOf(company: CompanyMessage | undefined): CompanyWriting {
  if (!company) throw invalid('COMPANY_REQUIRED', 'Say what to change.', 'company');
  const { name, timeZone, locale, calendar, modules } = company;
  return { name, timeZone, locale, calendar, modules };
}
